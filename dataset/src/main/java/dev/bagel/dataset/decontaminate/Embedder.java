package dev.bagel.dataset.decontaminate;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
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

/// Sentence vectors of all-MiniLM-L6-v2 (Sentence Transformers): 384 numbers of unit length, the
/// mean of the token vectors that the model gives.
///
/// The model reads 256 word pieces at most, [CLS] and [SEP] among them. A longer text is read in
/// consecutive windows of 254 pieces, and its vector is the mean over the tokens of all windows:
/// nothing is cut off. Texts that differ in case, accents, white space or control characters alone
/// have the same vector. A text's vector depends on nothing but the text: texts are never batched,
/// and one thread computes each.
///
/// May be used by any number of threads at once, until it is closed. Weights and tokenizer come
/// from the class path and nothing from the network. The tokenizer's library is unpacked, once, to
/// `.djl.ai` in the home directory, or in the temporary directory where the home cannot be written;
/// `DJL_CACHE_DIR` names another place.
final class Embedder implements AutoCloseable {
  static final String MODEL = "sentence-transformers/all-MiniLM-L6-v2";

  private static final String WEIGHTS = "/all-minilm-l6-v2.onnx";
  private static final String TOKENIZER = "/all-minilm-l6-v2-tokenizer.json";
  private static final int DIMENSIONS = 384;
  private static final int WINDOW = 254;
  private static final long CLS = 101;
  private static final long SEP = 102;

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final HuggingFaceTokenizer tokenizer;
  private final String output;

  private Embedder(OrtEnvironment environment, OrtSession session, HuggingFaceTokenizer tokenizer) {
    this.environment = environment;
    this.session = session;
    this.tokenizer = tokenizer;
    this.output = session.getOutputNames().iterator().next();
  }

  static Embedder open() {
    // Otherwise DJL would report its start to its makers, and look for libraries on the network.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    try {
      HuggingFaceTokenizer tokenizer = openTokenizer();
      try {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        return new Embedder(environment, openSession(environment), tokenizer);
      } catch (OrtException | IOException | RuntimeException | LinkageError e) {
        tokenizer.close();
        throw e;
      }
    } catch (OrtException | IOException | EngineException | LinkageError e) {
      throw BagelException.resources(
          "cannot load the sentence model (ONNX Runtime, all-MiniLM-L6-v2): "
              + e.getMessage()
              + "; it needs Linux, macOS or Windows on a 64-bit processor, and a home or temporary"
              + " directory that can be written",
          e);
    }
  }

  float[] embed(String text) {
    long[] pieces = tokenizer.encode(text, false, false).getIds();
    double[] sum = new double[DIMENSIONS];
    int from = 0;
    do {
      int to = Math.min(from + WINDOW, pieces.length);
      addTokens(window(pieces, from, to), sum);
      from = to;
    } while (from < pieces.length);
    return unit(sum);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw BagelException.internal("cannot close the sentence model: " + e.getMessage(), e);
    } finally {
      tokenizer.close();
    }
  }

  private static long[] window(long[] pieces, int from, int to) {
    long[] ids = new long[to - from + 2];
    ids[0] = CLS;
    System.arraycopy(pieces, from, ids, 1, to - from);
    ids[ids.length - 1] = SEP;
    return ids;
  }

  private void addTokens(long[] ids, double[] sum) {
    long[] ones = new long[ids.length];
    Arrays.fill(ones, 1);
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      inputs.put("input_ids", tensor(ids));
      inputs.put("attention_mask", tensor(ones));
      inputs.put("token_type_ids", tensor(new long[ids.length]));
      try (OrtSession.Result result = session.run(inputs, Set.of(output))) {
        FloatBuffer tokens = ((OnnxTensor) result.get(0)).getFloatBuffer();
        for (int i = 0; i < ids.length * DIMENSIONS; i++) {
          sum[i % DIMENSIONS] += tokens.get(i);
        }
      }
    } catch (OrtException e) {
      throw BagelException.internal("the sentence model failed: " + e.getMessage(), e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private OnnxTensor tensor(long[] values) throws OrtException {
    return OnnxTensor.createTensor(
        environment, LongBuffer.wrap(values), new long[] {1, values.length});
  }

  private static float[] unit(double[] sum) {
    double squares = 0;
    for (double value : sum) {
      squares += value * value;
    }
    double length = Math.sqrt(squares);
    float[] vector = new float[sum.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (sum[i] / length);
    }
    return vector;
  }

  private static HuggingFaceTokenizer openTokenizer() throws IOException {
    try (InputStream in = resource(TOKENIZER).openStream()) {
      return HuggingFaceTokenizer.newInstance(
          in, Map.of("truncation", "false", "padding", "false"));
    }
  }

  private static OrtSession openSession(OrtEnvironment environment)
      throws OrtException, IOException {
    URL weights = resource(WEIGHTS);
    // 90 MB that the heap of a small machine has no room for, and only until the session is made.
    try (Arena arena = Arena.ofShared();
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        InputStream in = weights.openStream();
        ReadableByteChannel channel = Channels.newChannel(in)) {
      long size = weights.openConnection().getContentLengthLong();
      ByteBuffer model = arena.allocate(size).asByteBuffer();
      while (model.hasRemaining() && channel.read(model) >= 0) {}
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      return environment.createSession(model.flip(), options);
    }
  }

  private static URL resource(String name) {
    URL resource = Embedder.class.getResource(name);
    if (resource == null) {
      throw BagelException.resources("the class path has no " + name + ": Bagel is not whole");
    }
    return resource;
  }
}
