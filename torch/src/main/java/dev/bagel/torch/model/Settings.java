package dev.bagel.torch.model;

import dev.bagel.BagelException;
import tools.jackson.databind.JsonNode;

/// Values of a JSON object; `null` counts as absent, as its writers mean it.
///
/// @param where the object stands, for messages
record Settings(JsonNode object, String where) {
  /// Whether it is there and not null.
  boolean has(String name) {
    return !node(name).isMissingNode() && !node(name).isNull();
  }

  /// Whether it is there, be it null.
  boolean names(String name) {
    return object.has(name);
  }

  JsonNode node(String name) {
    return object.path(name);
  }

  int size(String name) {
    return size(name, Integer.MAX_VALUE);
  }

  int size(String name, int most) {
    JsonNode value = node(name);
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < 1) {
      throw wrong(name, "a whole number above 0");
    }
    if (value.asInt() > most) {
      throw wrong(name, "at most " + most);
    }
    return value.asInt();
  }

  double number(String name, double absent) {
    if (!has(name)) {
      return absent;
    }
    if (!node(name).isNumber()) {
      throw wrong(name, "a number");
    }
    return node(name).asDouble();
  }

  double positive(String name, double absent) {
    double value = number(name, absent);
    if (!(value > 0) || Double.isInfinite(value)) {
      throw wrong(name, "a number above 0");
    }
    return value;
  }

  boolean flag(String name) {
    if (has(name) && !node(name).isBoolean()) {
      throw wrong(name, "true or false");
    }
    return has(name) && node(name).asBoolean();
  }

  void only(String name, String value) {
    if (has(name) && !(node(name).isString() && node(name).asString().equals(value))) {
      throw unsupported(name, "only \"" + value + "\" is");
    }
  }

  void onlyFalse(String name) {
    if (flag(name)) {
      throw unsupported(name, "only false is");
    }
  }

  void onlyNumber(String name, double value) {
    if (number(name, value) != value) {
      throw unsupported(name, "only " + value + " is");
    }
  }

  Settings inside(String name) {
    if (!node(name).isObject()) {
      throw wrong(name, "an object");
    }
    return new Settings(node(name), where + ", " + name);
  }

  BagelException wrong(String name, String wanted) {
    String found = names(name) ? "is " + shown(name) : "is not there";
    return BagelException.user(where + ": " + name + " " + found + "; it has to be " + wanted);
  }

  BagelException unsupported(String name, String instead) {
    return BagelException.user(
        where + ": " + name + " " + shown(name) + " is not supported; " + instead);
  }

  private String shown(String name) {
    String text = node(name).toString();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
