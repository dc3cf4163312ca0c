package dev.bagel.prompting.tool;

import dev.bagel.BagelException;
import java.io.IOException;
import java.util.regex.Pattern;

/// A Java function as a tool.
record FunctionTool(String name, String description, Function function) implements Tool {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

  FunctionTool {
    if (!NAME.matcher(name).matches()) {
      throw BagelException.user(
          "the name of a tool is a letter, then letters, digits and '_': '%s'".formatted(name));
    }
    if (description.isBlank() || description.lines().count() != 1) {
      throw BagelException.user("the description of tool %s is not one line".formatted(name));
    }
  }

  @Override
  @SuppressWarnings("NullAway") // what comes from the caller's code may be null, whatever it says
  public String call(String input) throws ToolException, InterruptedException {
    try {
      String output = function.apply(input);
      if (output == null) {
        throw ToolException.useless(name + " answered nothing");
      }
      return output;
    } catch (ToolException | InterruptedException e) {
      throw e;
    } catch (IOException e) {
      throw ToolException.mayHelp(failed(e), e);
    } catch (Exception e) {
      throw ToolException.useless(failed(e), e);
    }
  }

  private String failed(Exception e) {
    String message = e.getMessage() == null ? "" : e.getMessage();
    String reason = message.lines().findFirst().orElse(e.getClass().getSimpleName());
    return "%s failed: %s".formatted(name, reason);
  }
}
