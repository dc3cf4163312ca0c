package dev.bagel.chat.template;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// Changes one member of a JSON object in its text, so that all else stays as somebody wrote it:
/// order, white space, numbers of any size.
final class JsonMember {
  private static final JsonMapper JSON = JsonMapper.shared();

  private JsonMember() {}

  /// The object with that text as the member's value: in the place of the one it has, or as its
  /// last.
  ///
  /// @param object a sound JSON object
  static String set(String object, String name, String text) {
    String value = JSON.writeValueAsString(text);
    try (JsonParser parser = JSON.createParser(object)) {
      parser.nextToken();
      int opened = (int) parser.currentLocation().getCharOffset();
      int last = opened;
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        boolean found = parser.currentName().equals(name);
        parser.nextToken();
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        parser.finishToken();
        last = (int) parser.currentLocation().getCharOffset();
        if (found) {
          return object.substring(0, start) + value + object.substring(last);
        }
      }
      return appended(object, opened, last, JSON.writeValueAsString(name) + ": " + value);
    }
  }

  /// @param opened behind the brace
  /// @param last behind the last value; where there is none, behind the brace too
  private static String appended(String object, int opened, int last, String member) {
    int first = opened;
    while (Character.isWhitespace(object.charAt(first))) {
      first++;
    }
    String indent = object.substring(opened, first);
    return last == opened
        ? object.substring(0, opened) + member + object.substring(opened)
        : object.substring(0, last) + "," + indent + member + object.substring(last);
  }
}
