package dev.bagel.torch.model;

import dev.bagel.BagelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Values of a JSON object; `null` counts as absent, as its writers mean it.
///
/// @param where the object stands, for messages
public record Settings(JsonNode object, String where) {
  /// @param remedy what to do where there is no such file
  /// @throws BagelException USER when it is no JSON object; RESOURCES when it cannot be read
  public static Settings read(Path file, String remedy) {
    try {
      JsonNode root = JsonMapper.shared().readTree(Files.readAllBytes(file));
      if (!root.isObject()) {
        throw BagelException.user(
            file + " is not a JSON object: take the model's own " + file.getFileName());
      }
      return new Settings(root, file.toString());
    } catch (NoSuchFileException e) {
      throw BagelException.user("there is no " + file + ": " + remedy, e);
    } catch (JacksonException e) {
      throw BagelException.user(
          file + " is not JSON: " + e.getOriginalMessage() + "; download it again", e);
    } catch (IOException e) {
      throw BagelException.resources("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /// Whether it is there and not null.
  public boolean has(String name) {
    return !node(name).isMissingNode() && !node(name).isNull();
  }

  /// Whether it is there, be it null.
  public boolean names(String name) {
    return object.has(name);
  }

  public JsonNode node(String name) {
    return object.path(name);
  }

  public int size(String name) {
    return size(name, Integer.MAX_VALUE);
  }

  public int size(String name, int most) {
    JsonNode value = node(name);
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < 1) {
      throw wrong(name, "a whole number above 0");
    }
    if (value.asInt() > most) {
      throw wrong(name, "at most " + most);
    }
    return value.asInt();
  }

  public double number(String name, double absent) {
    if (!has(name)) {
      return absent;
    }
    if (!node(name).isNumber()) {
      throw wrong(name, "a number");
    }
    return node(name).asDouble();
  }

  public double positive(String name, double absent) {
    double value = number(name, absent);
    if (!(value > 0) || Double.isInfinite(value)) {
      throw wrong(name, "a number above 0");
    }
    return value;
  }

  public boolean flag(String name) {
    if (has(name) && !node(name).isBoolean()) {
      throw wrong(name, "true or false");
    }
    return has(name) && node(name).asBoolean();
  }

  public void only(String name, String value) {
    if (has(name) && !(node(name).isString() && node(name).asString().equals(value))) {
      throw unsupported(name, "only \"" + value + "\" is");
    }
  }

  public void onlyFalse(String name) {
    if (flag(name)) {
      throw unsupported(name, "only false is");
    }
  }

  public void onlyNumber(String name, double value) {
    if (number(name, value) != value) {
      throw unsupported(name, "only " + value + " is");
    }
  }

  public Settings inside(String name) {
    if (!node(name).isObject()) {
      throw wrong(name, "an object");
    }
    return new Settings(node(name), where + ", " + name);
  }

  public BagelException wrong(String name, String wanted) {
    String found = names(name) ? "is " + shown(name) : "is not there";
    return BagelException.user(where + ": " + name + " " + found + "; it has to be " + wanted);
  }

  public BagelException unsupported(String name, String instead) {
    return BagelException.user(
        where + ": " + name + " " + shown(name) + " is not supported; " + instead);
  }

  private String shown(String name) {
    String text = node(name).toString();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
