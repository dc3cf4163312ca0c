package dev.bagel.torch.train;

import dev.bagel.BagelException;
import dev.bagel.dataset.files.Sha256;
import dev.bagel.torch.model.ModelFolder;
import dev.bagel.torch.weights.Weight;
import dev.bagel.torch.weights.WeightFiles;
import dev.bagel.torch.weights.Weights;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/// By what it is known whether a model is the one that a run began with, wherever it lies and
/// whenever its files were written.
///
/// Weights are looked at in part, since all of a large model's take minutes: the name, type and
/// shape of every tensor, all bytes of small ones, and eight pieces of larger ones, from the first
/// bytes to the last. Training moves all numbers, so another training of the model is noticed;
/// somebody who changes a few numbers by hand may not be.
///
/// @param config SHA-256 of config.json, of an adapter of adapter_config.json
/// @param weights SHA-256 of what is looked at
record ModelDigest(String config, String weights) {
  private static final int PIECES = 8;
  private static final long PIECE = 4096;

  /// Of the models that a run begins with, by their settings.
  static Map<String, ModelDigest> all(TrainingSettings settings) {
    Map<String, ModelDigest> all = new LinkedHashMap<>();
    all.put(Setting.MODEL.label(), of(settings.model()));
    settings.reference().ifPresent(other -> all.put(Setting.REFERENCE.label(), of(other)));
    return all;
  }

  /// @throws BagelException USER where weights are missing or damaged
  static ModelDigest of(Path model) {
    boolean adapter = ModelFolder.isAdapter(model);
    Path config = model.resolve(adapter ? "adapter_config.json" : "config.json");
    try (Weights weights =
        adapter
            ? WeightFiles.openFile(model.resolve("adapter_model.safetensors"))
            : WeightFiles.open(model)) {
      return new ModelDigest(Sha256.of(config), digest(weights));
    }
  }

  private static String digest(Weights weights) {
    MessageDigest digest = sha256();
    for (String name : new TreeSet<>(weights.names())) {
      Weight weight = weights.get(name);
      digest.update(weight.toString().getBytes(StandardCharsets.UTF_8));
      add(digest, weight.data());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, MemorySegment data) {
    if (data.byteSize() <= PIECES * PIECE) {
      digest.update(data.asByteBuffer());
      return;
    }
    long last = data.byteSize() - PIECE;
    for (int piece = 0; piece < PIECES - 1; piece++) {
      digest.update(data.asSlice(last / (PIECES - 1) * piece, PIECE).asByteBuffer());
    }
    digest.update(data.asSlice(last, PIECE).asByteBuffer());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw BagelException.internal("this Java has no SHA-256", e);
    }
  }
}
