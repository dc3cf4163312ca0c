package dev.bagel.dataset.budget;

import dev.bagel.BagelException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How many tokens a row may have, counted by the tokenizer of one model.
///
/// @param tokenizer the folder of the model
/// @param limit tokens of a row at most, BOS and EOS among them; [#NO_LIMIT] to count only
/// @param over what becomes of rows that have more
public record TokenBudget(String tokenizer, int limit, Over over) implements Serializable {
  public static final int NO_LIMIT = Integer.MAX_VALUE;

  /// The least limit: a row has BOS, something to learn, and EOS.
  public static final int LEAST = 3;

  public TokenBudget {
    if (limit < LEAST) {
      throw BagelException.user(
          "a limit of %d tokens leaves no room for text: give %d or more".formatted(limit, LEAST));
    }
  }

  /// What becomes of a row over the limit.
  public enum Over {
    /// It is not written.
    DROP,
    /// Its earliest exchanges are left out, whole ones, until it fits; plain text loses its end.
    /// What does not fit then is not written.
    CUT;

    /// As it stands in settings.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Over of(String label) {
      return Arrays.stream(values())
          .filter(over -> over.label().equals(label))
          .findFirst()
          .orElseThrow(
              () ->
                  BagelException.user(
                      "rows over the limit cannot be \"" + label + "\"; use drop or cut"));
    }
  }

  public boolean limited() {
    return limit != NO_LIMIT;
  }

  /// What decides about its counts, for a manifest: the hashes of the tokenizer's files, and not
  /// where they lie.
  public Map<String, Object> describe() {
    Map<String, Object> facts = new LinkedHashMap<>();
    for (String file : List.of("tokenizer.json", "tokenizer_config.json")) {
      Path path = Path.of(tokenizer, file);
      if (Files.isRegularFile(path)) {
        facts.put(file, sha256(path));
      }
    }
    if (limited()) {
      facts.put("limit", limit);
      facts.put("over", over.label());
    }
    return facts;
  }

  private static String sha256(Path file) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(hash);
    } catch (IOException e) {
      throw BagelException.user("cannot read " + file + ": " + e.getMessage(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
