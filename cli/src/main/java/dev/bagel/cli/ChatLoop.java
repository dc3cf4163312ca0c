package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.chat.Message;
import dev.bagel.prompting.model.ModelException;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A conversation, line by line: what somebody types or a program pipes, and what a model answers.
///
/// @param people whether somebody sits at a terminal: an error ends an answer there, and the
///   program elsewhere
record ChatLoop(
    ChatPartner partner,
    ChatHistory history,
    ModelOptions model,
    Duration time,
    AnswerStop stop,
    Output output,
    boolean people) {
  private static final String EXIT = "/exit";
  private static final String RESET = "/reset";

  void run(BufferedReader in) {
    if (people) {
      note("%s begins anew, %s leaves, Ctrl-C stops an answer".formatted(RESET, EXIT));
    }
    for (String line = read(in); !line.equals(EXIT); line = read(in)) {
      if (line.equals(RESET)) {
        history.clear();
        note("everything is forgotten");
      } else if (!line.isBlank()) {
        turn(line);
      }
      if (output.out().checkError()) {
        return; // which is told behind every command
      }
    }
  }

  /// The next line; at the end of the input, what leaves.
  private String read(BufferedReader in) {
    if (people) {
      output.err().print("> ");
      output.err().flush();
    }
    try {
      String line = in.readLine();
      if (line == null && people) {
        output.err().println();
      }
      return line == null ? EXIT : line.strip();
    } catch (IOException e) {
      throw BagelException.user("cannot read standard input: " + e.getMessage(), e);
    }
  }

  private void turn(String text) {
    try {
      answer(text);
    } catch (BagelException e) {
      if (!people) {
        throw e;
      }
      note(VisibleText.line(e.getMessage()));
    }
  }

  private void answer(String text) {
    partner.requireRoom(history.alone(text));
    int forgotten = history.makeRoom(text, partner::hasRoom);
    if (forgotten > 0) {
      note(
          "forgot the earliest %s: there is no room for more"
              .formatted(forgotten == 1 ? "exchange" : forgotten + " exchanges"));
    }
    List<Message> conversation = history.with(text);
    StringBuilder answer = new StringBuilder();
    AnswerPrinter printer = AnswerPrinter.on(output);
    try (AnswerStop.Answer underWay = stop.begin(time)) {
      try {
        partner.answer(
            conversation,
            piece -> {
              answer.append(piece);
              if (!output.json()) {
                printer.print(piece);
              }
            });
        end(printer);
      } catch (InterruptedException _) {
        end(printer);
        note(
            underWay.late()
                ? "stopped after %d s; --answer-seconds gives it more".formatted(time.toSeconds())
                : "stopped");
      }
    } catch (ModelException e) {
      throw model.unanswered(e.kind(), String.valueOf(e.getMessage()));
    }
    if (output.json()) {
      output.jsonLine(Map.of("answer", answer.toString()));
    }
    history.add(text, answer.toString());
  }

  private void end(AnswerPrinter printer) {
    if (!output.json()) {
      printer.end();
    }
  }

  private void note(String text) {
    output.err().println("(" + text + ")");
  }
}
