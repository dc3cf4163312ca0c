package dev.bagel.torch.data;

import dev.bagel.dataset.rows.TrainingFiles;
import dev.bagel.dataset.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/// What the tokens of a run would be made from, found without making them.
///
/// @param tokensFrom as [DataFacts#tokensFrom]
public record DataIdentity(List<DataFacts.FileFact> files, String tokensFrom) {
  /// Of the rows that [SftData#open] opens.
  ///
  /// @throws dev.bagel.BagelException as that
  public static DataIdentity sft(
      Path data, DataSettings settings, Tokenizer tokenizer, Path folderOfModel, int vocabulary) {
    return of(
        new TokenStore.Making(
            "sft",
            data,
            TrainingFiles.sft(data),
            settings,
            tokenizer,
            folderOfModel,
            vocabulary,
            data,
            Progress.none()));
  }

  /// Of the pairs that [DpoData#open] opens.
  ///
  /// @throws dev.bagel.BagelException as that
  public static DataIdentity dpo(
      Path data, DataSettings settings, Tokenizer tokenizer, Path folderOfModel, int vocabulary) {
    return of(
        new TokenStore.Making(
            "dpo",
            data,
            TrainingFiles.dpo(data),
            settings,
            tokenizer,
            folderOfModel,
            vocabulary,
            data,
            Progress.none()));
  }

  private static DataIdentity of(TokenStore.Making making) {
    List<DataFacts.FileFact> files = Fingerprint.files(making.files().files());
    byte[] fingerprint = TokenStore.fingerprint(making, files);
    return new DataIdentity(files, HexFormat.of().formatHex(fingerprint));
  }
}
