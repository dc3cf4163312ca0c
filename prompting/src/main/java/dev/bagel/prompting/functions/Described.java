package dev.bagel.prompting.functions;

/// A type, with what a schema says about it.
///
/// @param optional whether null would do as well
record Described(ParameterType type, String description, boolean optional) {

  /// A list of these. What is said of each of them is said of the list.
  Described listed(String listDescription, boolean listOptional) {
    String each = description.isEmpty() ? "" : "Each: " + description;
    String gap = listDescription.isEmpty() || each.isEmpty() ? "" : " ";
    return new Described(
        new ParameterType.ListOf(type), listDescription + gap + each, listOptional);
  }
}
