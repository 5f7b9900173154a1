"""What a person's appearance is made of: names, titles, lists, roles. ``facts.people`` composes them."""
