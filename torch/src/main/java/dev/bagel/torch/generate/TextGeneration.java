package dev.bagel.torch.generate;

import dev.bagel.torch.model.Continuation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// One text as it is generated.
final class TextGeneration {
  private final Set<Integer> ends;
  private final int known;
  private final GenerationSettings settings;
  private final Sampler sampler;
  private final StopFilter stops;
  private final Consumer<String> listener;
  private final StringBuilder text = new StringBuilder();
  private final List<Integer> ids = new ArrayList<>();

  /// @param ends ids that end it
  /// @param known ids from 0 that have a text; others are never chosen
  TextGeneration(
      Set<Integer> ends, int known, GenerationSettings settings, Consumer<String> listener) {
    this.ends = ends;
    this.known = known;
    this.settings = settings;
    this.sampler = new Sampler(settings.sampling());
    this.stops = new StopFilter(settings.stops());
    this.listener = listener;
  }

  /// @param continuation has read the prompt
  /// @throws InterruptedException where the thread is interrupted, before the next token
  GeneratedText run(Continuation continuation, int[] prompt, TextPieces pieces)
      throws InterruptedException {
    Finish finish = write(continuation, pieces);
    if (finish != Finish.STOP) {
      tell(stops.add(pieces.rest()));
      tell(stops.rest());
    }
    return new GeneratedText(
        IntStream.of(prompt).boxed().toList(),
        ids,
        text.toString(),
        stops.stopped() ? Finish.STOP : finish);
  }

  private Finish write(Continuation continuation, TextPieces pieces) throws InterruptedException {
    while (true) {
      float[] logits = continuation.logits();
      int id = sampler.next(Arrays.copyOf(logits, Math.min(known, logits.length)));
      ids.add(id);
      if (ends.contains(id)) {
        return Finish.END;
      }
      tell(stops.add(pieces.add(id)));
      if (stops.stopped()) {
        return Finish.STOP;
      }
      if (ids.size() >= settings.mostTokens()) {
        return Finish.LENGTH;
      }
      if (continuation.room() == 0) {
        return Finish.WINDOW;
      }
      refuseInterrupted();
      Exit.guarded(
          () -> {
            continuation.advance(id);
            return id;
          });
    }
  }

  private void tell(String piece) {
    if (!piece.isEmpty()) {
      text.append(piece);
      listener.accept(piece);
    }
  }

  private static void refuseInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("the text was not wanted any more");
    }
  }
}
