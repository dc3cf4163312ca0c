package dev.bagel.dataset.decontaminate;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.bagel.BagelException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// A sentence model's graph in ONNX Runtime: from the ids of one window to one vector.
///
/// One window a call, and one thread each, so that a vector depends on its window alone. May be
/// used by any number of threads at once, until it is closed.
final class OnnxSession implements AutoCloseable {
  private static final String IDS = "input_ids";
  private static final String MASK = "attention_mask";
  private static final String TYPES = "token_type_ids";
  private static final String POOLED = "sentence_embedding";

  private final SentenceModel model;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String output;

  private OnnxSession(SentenceModel model, OrtEnvironment environment, OrtSession session)
      throws OrtException {
    this.model = model;
    this.environment = environment;
    this.session = session;
    this.output = output(session.getOutputNames());
    refuseOtherInputs();
  }

  static OnnxSession open(SentenceModel model) {
    try {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      OrtSession session = create(model, environment);
      try {
        return new OnnxSession(model, environment, session);
      } catch (OrtException | RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw model.isBundled()
          ? ModelTrouble.loading(model, e)
          : BagelException.user(
              "%s cannot be run by ONNX Runtime: %s; export or fetch it again"
                  .formatted(model.weights(), e.getMessage()),
              e);
    } catch (IOException | LinkageError e) {
      throw ModelTrouble.loading(model, e);
    }
  }

  private static OrtSession create(SentenceModel model, OrtEnvironment environment)
      throws OrtException, IOException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      return model.isBundled()
          ? createBundled(model, environment, options)
          : environment.createSession(model.weights(), options);
    }
  }

  private static OrtSession createBundled(
      SentenceModel model, OrtEnvironment environment, OrtSession.SessionOptions options)
      throws OrtException, IOException {
    URL weights = BundledFile.url(model.weights());
    // 90 MB that the heap of a small machine has no room for, and only until the session is made.
    try (Arena arena = Arena.ofShared();
        InputStream in = weights.openStream();
        ReadableByteChannel channel = Channels.newChannel(in)) {
      long size = weights.openConnection().getContentLengthLong();
      ByteBuffer bytes = arena.allocate(size).asByteBuffer();
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
      return environment.createSession(bytes.flip(), options);
    }
  }

  private String output(Set<String> names) {
    Stream<String> wanted =
        model.pooling() == Pooling.OWN
            ? Stream.of(POOLED)
            : Stream.of("token_embeddings", "last_hidden_state", POOLED);
    return wanted
        .filter(names::contains)
        .findFirst()
        .orElseThrow(
            () ->
                ModelTrouble.weights(
                    model,
                    "give %s, and no %s: export the model as a sentence model"
                        .formatted(
                            String.join(", ", names),
                            model.pooling() == Pooling.OWN
                                ? POOLED + ", which its Dense layers need"
                                : "token_embeddings, last_hidden_state or " + POOLED)));
  }

  private void refuseOtherInputs() throws OrtException {
    for (NodeInfo input : session.getInputInfo().values()) {
      if (!Set.of(IDS, MASK, TYPES).contains(input.getName())) {
        throw ModelTrouble.weights(
            model, "need an input '%s', which Bagel does not have".formatted(input.getName()));
      }
      if (!(input.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.INT64) {
        throw ModelTrouble.weights(
            model, "read '%s' as no 64-bit numbers: export them so".formatted(input.getName()));
      }
    }
  }

  /// Adds the window's vector, times its number of tokens, to a sum.
  void add(long[] ids, double[] sum) {
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      for (String name : session.getInputNames()) {
        inputs.put(name, tensor(input(name, ids)));
      }
      try (OrtSession.Result result = session.run(inputs, Set.of(output))) {
        add((OnnxTensor) result.get(0), ids.length, sum);
      }
    } catch (OrtException e) {
      throw BagelException.internal("the sentence model failed: " + e.getMessage(), e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static long[] input(String name, long[] ids) {
    long[] values = name.equals(IDS) ? ids : new long[ids.length];
    if (name.equals(MASK)) {
      Arrays.fill(values, 1);
    }
    return values;
  }

  private void add(OnnxTensor vectors, int tokens, double[] sum) {
    boolean pooled = output.equals(POOLED);
    long[] shape = vectors.getInfo().getShape();
    long[] wanted = pooled ? new long[] {1, sum.length} : new long[] {1, tokens, sum.length};
    FloatBuffer numbers = vectors.getFloatBuffer();
    if (!Arrays.equals(shape, wanted) || numbers == null) {
      throw ModelTrouble.weights(
          model,
          "give numbers of shape %s where the folder's files promise %s: take both from one model"
              .formatted(Arrays.toString(shape), Arrays.toString(wanted)));
    }
    boolean first = pooled || model.pooling() == Pooling.CLS;
    int counted = first ? sum.length : tokens * sum.length;
    double weight = first ? tokens : 1;
    for (int i = 0; i < counted; i++) {
      sum[i % sum.length] += weight * numbers.get(i);
    }
  }

  private OnnxTensor tensor(long[] values) throws OrtException {
    return OnnxTensor.createTensor(
        environment, LongBuffer.wrap(values), new long[] {1, values.length});
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw BagelException.internal("cannot close the sentence model: " + e.getMessage(), e);
    }
  }
}
