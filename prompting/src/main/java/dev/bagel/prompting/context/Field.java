package dev.bagel.prompting.context;

/// One line of a block's metadata, such as `date: 2021-01-01`. Any text will do for both.
public record Field(String key, String value) {
  @Override
  public String toString() {
    return key.isEmpty() ? value : key + ": " + value;
  }
}
