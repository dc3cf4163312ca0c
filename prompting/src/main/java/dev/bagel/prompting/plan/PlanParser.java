package dev.bagel.prompting.plan;

import dev.bagel.prompting.plan.PlanFault.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the plan in a model's answer, whatever stands around it, in either notation.
///
/// A part begins with a line `Plan:`, `:evidence0: =` or `#E1 =`, or `Answer:`, with or without the
/// marks of Markdown before it; `#E1 = Tool[…]` may also follow a thought on its line. An input
/// ends at the bracket that closes it by count, if that ends its line; else at the last closing
/// bracket of the part that ends a line; else at the one that closes it by count; else at the last.
/// The first answer line after a step ends the plan. The first step decides the notation: the other
/// one is plain text in inputs, and a fault at the start of a line.
///
/// Never throws, and takes time linear in the text. After 100 faults, or 1000 steps, it reads no
/// further.
public final class PlanParser {
  /// After so many, a plan is not worth reading on.
  static final int FAULTS = 100;

  /// No plan has more.
  static final int STEPS = 1_000;

  private static final Pattern TOOL = Pattern.compile("([A-Za-z]\\w{0,99}+)\\h{0,9}\\[");

  private final String text;
  private final List<Head> heads;
  private final List<Step> steps = new ArrayList<>();
  private final List<Integer> lines = new ArrayList<>();
  private final List<PlanFault> faults = new ArrayList<>();
  private final Matcher tool;

  private PlanParser(String text) {
    this.text = text;
    this.tool = TOOL.matcher(text);
    this.heads = Head.of(text);
  }

  /// The plan in `answer`, if the grammar has one; its sense is not looked at, see [PlanChecker].
  public static PlanReading read(String answer) {
    Draft draft = draft(answer);
    return draft.faults().isEmpty()
        ? new PlanReading.Sound(new Plan(draft.notation(), draft.steps(), draft.answer()))
        : new PlanReading.Faulty(draft.faults());
  }

  static Draft draft(String answer) {
    return new PlanParser(answer.replace("\r\n", "\n").replace('\r', '\n')).draft();
  }

  private Draft draft() {
    Notation notation =
        heads.stream()
            .filter(head -> head.kind() == Head.Kind.STEP)
            .findFirst()
            .map(Head::notation)
            .orElse(Notation.EVIDENCE);
    String thought = "";
    String answer = "";
    int answerLine = 0;
    boolean begun = false;
    for (int i = 0; i < heads.size() && answerLine == 0 && goesOn(); i++) {
      Head head = heads.get(i);
      int end = i + 1 < heads.size() ? heads.get(i + 1).start() : text.length();
      switch (head.kind()) {
        case PLAN ->
            thought = Marks.strip(text.substring(head.body(), lineEnd(head.body(), end)), "*");
        case STEP -> {
          step(head, end, notation, thought);
          thought = "";
          begun = true;
        }
        case ANSWER -> {
          answerLine = begun ? head.line() : 0;
          answer = begun ? answer(head.body(), end) : "";
        }
      }
    }
    if (!begun) {
      faults.add(new PlanFault(Kind.NO_STEPS, 1, "there is no step such as " + example(notation)));
    }
    int last = answerLine == 0 ? lastLine() : answerLine;
    return new Draft(notation, steps, lines, answer, last, List.copyOf(faults));
  }

  private boolean goesOn() {
    return faults.size() < FAULTS && steps.size() <= STEPS;
  }

  private void step(Head head, int end, Notation notation, String thought) {
    if (steps.size() == STEPS) {
      fault(Kind.TOO_MANY_STEPS, head, "there are more than %d steps".formatted(STEPS));
    }
    if (head.notation() != notation) {
      fault(Kind.MIXED_NOTATION, head, "the first step is written as " + example(notation));
      return;
    }
    if (head.number().length() > 9) {
      fault(Kind.BAD_STEP, head, "the number of the evidence is too long");
      return;
    }
    if (!tool.region(Marks.skip(text, head.body(), end), end).lookingAt()) {
      fault(Kind.BAD_STEP, head, "after '=' comes one tool with its input: " + example(notation));
      return;
    }
    int close = closing(tool.end(), end);
    if (close < 0) {
      fault(Kind.UNCLOSED_INPUT, head, "the input of " + tool.group(1) + " has no closing ']'");
      return;
    }
    int number = Integer.parseInt(head.number());
    steps.add(new Step(number, thought, tool.group(1), text.substring(tool.end(), close)));
    lines.add(head.line());
  }

  /// The bracket that ends the input from `from`, or -1.
  private int closing(int from, int end) {
    int byCount = byCount(from, end);
    if (byCount >= 0 && endsLine(byCount, end)) {
      return byCount;
    }
    int last = -1;
    for (int at = end - 1; at >= from; at--) {
      if (text.charAt(at) == ']') {
        last = Math.max(last, at);
        if (endsLine(at, end)) {
          return at;
        }
      }
    }
    return byCount >= 0 ? byCount : last;
  }

  private int byCount(int from, int end) {
    int depth = 1;
    for (int at = from; at < end; at++) {
      char c = text.charAt(at);
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      if (depth == 0) {
        return at;
      }
    }
    return -1;
  }

  private boolean endsLine(int bracket, int end) {
    int at = bracket + 1;
    while (at < end && text.charAt(at) != '\n') {
      if (!Marks.isMark(text.charAt(at), "*_`.;,\"'")) {
        return false;
      }
      at++;
    }
    return true;
  }

  /// The lines from the first that is not blank, up to a blank one or a fence.
  private String answer(int from, int end) {
    int start = from;
    while (start < end && Marks.isMark(text.charAt(start), "")) {
      start++;
    }
    int at = lineEnd(start, end);
    while (at < end && !isOver(at + 1, end)) {
      at = lineEnd(at + 1, end);
    }
    return Marks.strip(text.substring(start, at), "*`");
  }

  private boolean isOver(int line, int end) {
    int at = line;
    while (at < end && text.charAt(at) != '\n' && Marks.isMark(text.charAt(at), "")) {
      at++;
    }
    return at >= end || text.charAt(at) == '\n' || text.startsWith("```", at);
  }

  private int lineEnd(int from, int end) {
    int feed = text.indexOf('\n', from);
    return feed < 0 || feed > end ? end : feed;
  }

  private int lastLine() {
    int line = 1;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      line++;
    }
    return line;
  }

  private void fault(Kind kind, Head head, String message) {
    faults.add(new PlanFault(kind, head.line(), message));
  }

  private static String example(Notation notation) {
    return notation.reference(notation.first()) + " = Tool[input]";
  }
}
