package dev.bagel.prompting.functions;

import java.util.List;
import java.util.regex.Pattern;

/// The prompt that asks for a function call, in the model card's words.
///
/// A later line of the user's input that begins like one of the prompt's headings, `Input:` or
/// `Available functions:`, gets a backslash before that word, so that the prompt has one list of
/// functions; [#userInput] takes it off again. What else the input says cannot name a function that
/// is not declared: the answer is checked.
public final class CallPrompt {
  private static final String HEADING =
      "As an AI assistant, please select the most suitable function and parameters from the list of"
          + " available functions below, based on the user's input. Provide your response in %s"
          + " format.\n\nInput: ";
  private static final String FUNCTIONS = "\n\nAvailable functions:\n";
  private static final int LONGEST_QUOTE = 4000;
  private static final String LINE =
      "(?<=[\\n\\r\\u000B\\u000C\\u0085\\u2028\\u2029])([^\\p{L}\\v]*)";
  private static final String WORDS = "((?i:available\\s+functions|input)\\s*:)";
  private static final Pattern PLAIN = Pattern.compile(LINE + WORDS);
  private static final Pattern ESCAPED = Pattern.compile(LINE + "\\\\" + WORDS);

  private CallPrompt() {}

  /// Ends with the last line of the functions, without a line feed.
  public static String of(Functions functions, String userInput, CallFormat format) {
    return HEADING.formatted(format.name())
        + PLAIN.matcher(userInput).replaceAll("$1\\\\$2")
        + FUNCTIONS
        + functions.toYaml().stripTrailing();
  }

  /// The user's input in a prompt that [#of] made.
  public static String userInput(String prompt) {
    int start = HEADING.formatted("JSON").length();
    String input = prompt.substring(start, prompt.indexOf(FUNCTIONS, start));
    return ESCAPED.matcher(input).replaceAll("$1$2");
  }

  /// Asks again: the prompt, the answer that cannot be used, what is wrong with it.
  static String repair(String prompt, String answer, List<String> messages, CallFormat format) {
    StringBuilder out = new StringBuilder(prompt).append("\n\nYour answer was:\n");
    answer.lines().forEach(line -> out.append("> ").append(line).append('\n'));
    out.append("\nIt cannot be used:\n");
    messages.forEach(message -> out.append("- ").append(message).append('\n'));
    return out.append("\nProvide the corrected response, and nothing else, in ")
        .append(format.name())
        .append(" format.\n")
        .toString();
  }

  /// As much of an answer as is worth sending back.
  static String quoted(String answer) {
    return answer.length() <= LONGEST_QUOTE ? answer : answer.substring(0, LONGEST_QUOTE) + "\n[…]";
  }
}
