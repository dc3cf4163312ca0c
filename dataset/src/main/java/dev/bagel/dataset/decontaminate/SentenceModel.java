package dev.bagel.dataset.decontaminate;

import ai.onnxruntime.OrtEnvironment;
import dev.bagel.BagelException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// Where sentence vectors come from: the all-MiniLM-L6-v2 that Bagel ships, or any folder of
/// Sentence Transformers with ONNX weights and a `tokenizer.json`.
///
/// It only describes the model, and travels to where the workers run; [#open] loads it. Equal
/// descriptions give the same vectors on the same kind of processor.
///
/// @param name for reports and messages
/// @param folder where the files lie; empty for the model that Bagel ships
/// @param weights the ONNX file
/// @param tokenizer the `tokenizer.json`
/// @param hash SHA-256 of weights, tokenizer and the settings below, as 64 hexadecimal digits
/// @param pooling of token vectors
/// @param dimensions numbers in a vector
/// @param maxTokens what the model reads at once, special tokens and prefix among them
/// @param prefix put before every text
/// @param lowerCase whether texts are put into lower case first
public record SentenceModel(
    String name,
    String folder,
    String weights,
    String tokenizer,
    String hash,
    Pooling pooling,
    int dimensions,
    int maxTokens,
    String prefix,
    boolean lowerCase)
    implements Serializable {
  private static final SentenceModel BUNDLED =
      new SentenceModel(
          "sentence-transformers/all-MiniLM-L6-v2",
          "",
          "/all-minilm-l6-v2.onnx",
          "/all-minilm-l6-v2-tokenizer.json",
          "759c3cd2b7fe7e93933ad23c4c9181b7396442a2ed746ec7c1d46192c469c46e",
          Pooling.MEAN,
          384,
          256,
          "",
          false);

  /// all-MiniLM-L6-v2, from the class path. Its hash is that of the weights.
  public static SentenceModel bundled() {
    return BUNDLED;
  }

  /// The model of a folder: weights in `onnx/model.onnx` or `model.onnx`, all else as its files
  /// say: `modules.json`, the pooling's `config.json`, `sentence_bert_config.json`, and the default
  /// prompt of `config_sentence_transformers.json`. Reads the weights once, for their hash.
  ///
  /// Vectors are of unit length whether or not the folder has a Normalize module: what compares
  /// them compares cosines.
  ///
  /// @throws BagelException USER when the folder lacks a file, or asks for what Bagel cannot do;
  ///   RESOURCES when a file cannot be read
  public static SentenceModel folder(Path folder) {
    return new ModelFolder(folder.toAbsolutePath().normalize()).read();
  }

  boolean isBundled() {
    return folder.isEmpty();
  }

  /// Tells vectors apart that may differ: model, what runs it, and the hash of its files.
  public String id() {
    return "%s (%s), onnxruntime %s"
        .formatted(name, hash, OrtEnvironment.getEnvironment().getVersion());
  }

  /// What gives the vectors, for manifests: never a path.
  public Map<String, String> versions() {
    Map<String, String> versions = new TreeMap<>();
    versions.put("sentence-model", name);
    versions.put("onnxruntime", OrtEnvironment.getEnvironment().getVersion());
    return versions;
  }

  /// Loads it, in about half a second.
  ///
  /// @throws BagelException USER for a folder's weights or tokenizer that cannot be used; RESOURCES
  ///   where the native libraries cannot be loaded
  public Embedder open() {
    return Embedder.open(this);
  }
}
