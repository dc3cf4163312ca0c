package dev.bagel.torch.data;

import dev.bagel.BagelException;
import dev.bagel.dataset.files.DataFile;
import dev.bagel.dataset.files.FileTrouble;
import dev.bagel.dataset.files.RowFiles;
import dev.bagel.dataset.rows.ConversationTemplate;
import dev.bagel.dataset.rows.RowTokens;
import dev.bagel.dataset.rows.StoredPrompts;
import dev.bagel.dataset.rows.TrainingFiles;
import dev.bagel.dataset.tokenizer.Tokenizer;
import dev.bagel.torch.weights.Draft;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// The rows of some files as tokens, in a file of the run's folder that is made once, and made anew
/// when anything changed that decides about the tokens.
///
/// @param entries how many of them are one thing to train on
record TokenStore(TokenFile file, List<DataFacts.FileFact> files, String fingerprint, int entries)
    implements AutoCloseable {
  private static final Object ONE_AT_A_TIME = new Object();

  /// What the tokens are made from, and where they go.
  ///
  /// @param kind `sft` or `dpo`
  /// @param model the folder of the model, whose tokenizer it is
  /// @param vocabulary how many tokens the model knows
  record Making(
      String kind,
      Path data,
      TrainingFiles files,
      DataSettings settings,
      Tokenizer tokenizer,
      Path model,
      int vocabulary,
      Path folder,
      Progress progress) {}

  /// Takes the tokens that are there, or makes them.
  ///
  /// @throws BagelException USER where the tokenizer has more tokens than the model, a row cannot
  ///   be trained on, or none is left; RESOURCES where the file cannot be written
  static TokenStore open(Making making) {
    if (making.tokenizer.vocabularySize() > making.vocabulary) {
      throw BagelException.user(
          "the tokenizer in %s has %d tokens, and the model knows %d; name the model's own tokenizer"
              .formatted(making.model, making.tokenizer.vocabularySize(), making.vocabulary));
    }
    List<DataFacts.FileFact> files = Fingerprint.files(making.files.files());
    byte[] fingerprint = fingerprint(making, files);
    String otherwise = name(making.data);
    RowTokens rows =
        new RowTokens(
            making.tokenizer, prompts(making), making.settings.boundary(), template(making));
    RowReader reader =
        making.kind.equals("dpo")
            ? new DpoRows(rows, making.settings.maxTokens(), otherwise)
            : new SftRows(rows, making.settings, otherwise);
    TokenFile file = file(making, rows, reader, fingerprint);
    return new TokenStore(file, files, HexFormat.of().formatHex(fingerprint), reader.entries());
  }

  /// Of all that decides about the tokens.
  static byte[] fingerprint(Making making, List<DataFacts.FileFact> files) {
    return Fingerprint.of(
        making.kind,
        files,
        prompts(making),
        making.settings,
        making.model,
        making.vocabulary,
        name(making.data));
  }

  private static StoredPrompts prompts(Making making) {
    return StoredPrompts.of(making.files.style(), making.settings.style(), making.tokenizer);
  }

  private static ConversationTemplate template(Making making) {
    return new ConversationTemplate(
        making.tokenizer,
        making.model,
        making.settings.template(),
        "the setting chat-template",
        making.settings.date().atStartOfDay());
  }

  private static String name(Path data) {
    String name = String.valueOf(data.toAbsolutePath().normalize().getFileName());
    return RowFiles.stem(name).orElse(name);
  }

  /// Several processes of one run may ask at once: one makes the file, and the others wait for it.
  private static TokenFile file(
      Making making, RowTokens rows, RowReader reader, byte[] fingerprint) {
    Path path = making.folder.resolve(making.kind + ".tokens");
    Optional<TokenFile> known = TokenFile.open(path, fingerprint);
    if (known.isPresent()) {
      return known.get();
    }
    Path lockFile = making.folder.resolve(making.kind + ".tokens.lock");
    synchronized (ONE_AT_A_TIME) {
      try {
        Files.createDirectories(making.folder);
        try (FileChannel channel =
                FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock _ = channel.lock()) {
          Optional<TokenFile> meanwhile = TokenFile.open(path, fingerprint);
          return meanwhile.isPresent()
              ? meanwhile.get()
              : made(making, rows, reader, fingerprint, path);
        } finally {
          // One who waits for it now holds it nevertheless, and finds the file.
          Files.deleteIfExists(lockFile);
        }
      } catch (IOException e) {
        throw FileTrouble.writing(path, e);
      }
    }
  }

  private static TokenFile made(
      Making making, RowTokens rows, RowReader reader, byte[] fingerprint, Path path) {
    Draft.write(
        path,
        out -> {
          TokenWriter writer = new TokenWriter(out, fingerprint);
          List<DataFile> files = making.files.files();
          new Tokenizing(files, reader, making.vocabulary, writer).run(rows, making.progress);
        });
    return TokenFile.open(path, fingerprint)
        .orElseThrow(
            () ->
                BagelException.resources(
                    "%s is not what was written to it; check its disk".formatted(path)));
  }

  /// @throws BagelException USER where nothing is there to train on
  void requireRows(Path data, int limit) {
    if (file.size() > 0) {
      return;
    }
    if (file.facts().rows() == 0) {
      throw BagelException.user("%s has no rows; name data to train on".formatted(data));
    }
    throw BagelException.user(
        "of %s no row is left with a limit of %d tokens: %s; raise max-tokens, if the model has more positions, or make rows shorter"
            .formatted(
                data,
                limit,
                dropped().stream().map(Dropped::toString).collect(Collectors.joining("; "))));
  }

  Place place(int entry) {
    return new Place(files.get(file.fileOf(entry)).name(), file.row(entry));
  }

  String source(int entry) {
    return file.facts().sources().get(file.source(entry));
  }

  /// A row as it is trained on.
  TokenRow row(int entry) {
    return new TokenRow(file.read(entry), source(entry), file.id(entry), place(entry));
  }

  List<Dropped> dropped() {
    return file.facts().dropped().stream()
        .map(loss -> new Dropped(Objects.requireNonNull(loss.reason()), loss.rows(), place(loss)))
        .toList();
  }

  Optional<Cut> cut() {
    return Optional.ofNullable(file.facts().cut())
        .map(loss -> new Cut(loss.rows(), loss.tokens(), place(loss)));
  }

  private Place place(StoredFacts.Loss loss) {
    return new Place(files.get(loss.file()).name(), loss.row());
  }

  @Override
  public void close() {
    file.close();
  }
}
