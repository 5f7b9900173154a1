"""What can go wrong, one small class a cause; the message is one Chinese sentence for the user."""


class BanmianError(Exception):
    """Every error of ours; its text says what is wrong and what to do."""


class UnreadableFile(BanmianError):
    """A file that is missing, empty, binary or in no encoding that we can tell."""


class UnsupportedFormat(BanmianError):
    """A file whose format we do not read."""


class BadLexicon(BanmianError):
    """A word list that does not have the form that its loader asks for."""


class UnwritableFile(BanmianError):
    """An output that cannot be written where it was asked for."""


class TooMuch(BanmianError):
    """More than memory is for; the text says what to do instead."""


class DamagedLibrary(BanmianError):
    """A record or a stored file that is not what was once written there."""


class BrokenCluster(BanmianError):
    """Machines that do not answer, or that are not fit for our work."""
