package dev.bagel.prompting.functions;

import java.util.List;
import java.util.Map;

/// A value as a model wrote it, before anybody knows what type it should have.
public sealed interface Value {
  /// Text between quotation marks.
  record Text(String text) implements Value {}

  /// A number of JSON, as written: at most 100 characters.
  record Numeral(String literal) implements Value {}

  /// Text of YAML without quotation marks: the parameter's type says what it is.
  record Plain(String text) implements Value {}

  /// True or false.
  record Truth(boolean value) implements Value {}

  /// Null: as if it were not there.
  record Nothing() implements Value {}

  /// A list.
  record Items(List<Value> values) implements Value {}

  /// An object, in the order in which it was written; no key twice.
  record Fields(Map<String, Value> values) implements Value {}
}
