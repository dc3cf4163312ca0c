package dev.bagel.dataset.decontaminate;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bagel.chat.Message;
import dev.bagel.dataset.engine.BatchOpener;
import dev.bagel.dataset.sample.Candidate;
import dev.bagel.dataset.sample.Conversation;
import dev.bagel.dataset.sample.Drop;
import dev.bagel.dataset.sample.DropReason;
import dev.bagel.dataset.sample.Outcome;
import dev.bagel.dataset.sample.PlainText;
import dev.bagel.dataset.sample.Preference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/// The step that drops samples that ask what a benchmark asks.
///
/// Every user's turn of a conversation and of a preference's prompt is compared with the items,
/// whole and without the instruction beside it ([Views]), and so is plain text, in windows where it
/// is long ([TextWindows]); the other turns, and both answers of a preference, where `turns` says
/// so. A match makes the sample a drop, [DropReason#CONTAMINATED], whose detail is `{"benchmark",
/// "index", "similarity", "rule", "reason", "text", "benchmark_text"}` of the most similar item of
/// all turns: similarity to four digits; `reason`, the [Evidence]; `text`, the turn or plain text,
/// or the part of it that matches where it is longer than [Finding#LONG] characters, and
/// `benchmark_text`, to so many characters each, a longer one with `…` behind them. Of equally
/// similar items it is that of the first turn, and in one turn the first of `items`. What is
/// dropped already passes. A verdict depends on the sample and the items alone: not on batches,
/// threads or order.
///
/// It travels with the items; index and sentence model are opened where the workers run, once for
/// all workers of a JVM, and closed with the last of them.
///
/// @param items of all benchmarks, in the order in which equally similar ones are reported
/// @param turns which turns are compared
public record Decontamination(List<BenchmarkItem> items, Comparison how, CheckedTurns turns)
    implements BatchOpener<Candidate, Candidate> {
  public Decontamination {
    items = List.copyOf(items);
  }

  @Override
  public Batches<Candidate, Candidate> open() {
    return open(_ -> {});
  }

  /// As [#open()]. Held open while an engine of this JVM runs, it is what the workers share, and
  /// somebody hears of what takes long.
  ///
  /// @param notices as [BenchmarkSearch#open] has them
  public Batches<Candidate, Candidate> open(Consumer<String> notices) {
    SharedSearch shared = SharedSearch.acquire(this, notices);
    return new Batches<>() {
      @Override
      public List<Candidate> apply(List<Candidate> batch) {
        return batch.stream().map(candidate -> check(candidate, shared.search())).toList();
      }

      @Override
      public void close() {
        shared.release();
      }
    };
  }

  private Candidate check(Candidate candidate, BenchmarkSearch search) {
    Finding finding = Finding.in(passages(candidate.outcome()), search);
    return finding == null
        ? candidate
        : candidate.drop(DropReason.CONTAMINATED, detail(finding, how.rule()));
  }

  private List<Passage> passages(Outcome outcome) {
    return switch (outcome) {
      case Conversation conversation -> turns(conversation.messages());
      case Preference preference -> {
        List<Passage> passages = new ArrayList<>(turns(preference.prompt()));
        if (turns == CheckedTurns.ALL) {
          passages.add(Passage.turn(preference.chosen()));
          passages.add(Passage.turn(preference.rejected()));
        }
        yield passages;
      }
      case PlainText plain -> List.of(Passage.plain(plain.text()));
      case Drop _ -> List.of();
    };
  }

  private List<Passage> turns(List<Message> messages) {
    return messages.stream()
        .filter(message -> turns.holds(message.role()))
        .map(message -> Passage.turn(message.text()))
        .toList();
  }

  private record Detail(
      String benchmark,
      long index,
      double similarity,
      String rule,
      String reason,
      String text,
      @JsonProperty("benchmark_text") String benchmarkText) {}

  private static String detail(Finding finding, Rule rule) {
    BenchmarkItem item = finding.match().item();
    return JsonMapper.shared()
        .writeValueAsString(
            new Detail(
                item.benchmark(),
                item.index(),
                finding.similarity(),
                rule.name(),
                finding.match().reason().toString(),
                excerpt(finding.part()),
                excerpt(item.text())));
  }

  private static String excerpt(String text) {
    if (text.codePointCount(0, text.length()) <= Finding.LONG) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, Finding.LONG)) + "…";
  }
}
