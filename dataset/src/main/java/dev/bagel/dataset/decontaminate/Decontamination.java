package dev.bagel.dataset.decontaminate;

import ai.onnxruntime.OrtEnvironment;
import dev.bagel.chat.Message;
import dev.bagel.chat.Role;
import dev.bagel.dataset.engine.BatchOpener;
import dev.bagel.dataset.sample.Candidate;
import dev.bagel.dataset.sample.Conversation;
import dev.bagel.dataset.sample.Drop;
import dev.bagel.dataset.sample.DropReason;
import dev.bagel.dataset.sample.Outcome;
import dev.bagel.dataset.sample.PlainText;
import dev.bagel.dataset.sample.Preference;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// The step that drops samples that ask what a benchmark asks.
///
/// Every user's turn of a conversation and of a preference's prompt is compared with the items,
/// whole and without the instruction beside it ([Views]); plain text is not. A match makes the
/// sample a drop, [DropReason#CONTAMINATED], whose detail is `{"benchmark", "index", "similarity",
/// "text"}` of the most similar item of all turns: similarity to four digits, text to [#EXCERPT]
/// characters; of equally similar items, the first of `items`. What is dropped already passes. A
/// verdict depends on the sample and the items alone: not on batches, threads or order.
///
/// It travels with the items; index and sentence model are opened where the workers run, once for
/// all workers of a JVM, and closed with the last of them.
///
/// @param items of all benchmarks, in the order in which equally similar ones are reported
/// @param exhaustive whether the sentence model looks at every pair of fitting lengths, as
///   [BenchmarkSearch] says: slow, and only to prove that nothing is lost otherwise
public record Decontamination(List<BenchmarkItem> items, Rule rule, boolean exhaustive)
    implements BatchOpener<Candidate, Candidate> {
  public static final int EXCERPT = 200;

  public Decontamination {
    items = List.copyOf(items);
  }

  public Decontamination(List<BenchmarkItem> items, Rule rule) {
    this(items, rule, false);
  }

  /// What verdicts depend on besides texts and rule.
  public static Map<String, String> versions() {
    Map<String, String> versions = new TreeMap<>();
    versions.put("sentence-model", Embedder.MODEL);
    versions.put("onnxruntime", OrtEnvironment.getEnvironment().getVersion());
    return versions;
  }

  @Override
  public Batches<Candidate, Candidate> open() {
    SharedSearch shared = SharedSearch.acquire(this);
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

  private static Candidate check(Candidate candidate, BenchmarkSearch search) {
    Match match = search.nearest(userTurns(candidate.outcome()));
    return match == null ? candidate : candidate.drop(DropReason.CONTAMINATED, detail(match));
  }

  private static List<String> userTurns(Outcome outcome) {
    return switch (outcome) {
      case Conversation conversation -> userTurns(conversation.messages());
      case Preference preference -> userTurns(preference.prompt());
      case PlainText _ -> List.of();
      case Drop _ -> List.of();
    };
  }

  private static List<String> userTurns(List<Message> messages) {
    return messages.stream()
        .filter(message -> message.role() == Role.USER)
        .map(Message::text)
        .flatMap(turn -> Views.of(turn).stream())
        .toList();
  }

  private record Detail(String benchmark, long index, double similarity, String text) {}

  private static String detail(Match match) {
    BenchmarkItem item = match.item();
    double rounded = Math.round(match.similarity() * 1e4) / 1e4;
    return JsonMapper.shared()
        .writeValueAsString(
            new Detail(item.benchmark(), item.index(), rounded, excerpt(item.text())));
  }

  private static String excerpt(String text) {
    int characters = Math.min(EXCERPT, text.codePointCount(0, text.length()));
    return text.substring(0, text.offsetByCodePoints(0, characters));
  }
}
