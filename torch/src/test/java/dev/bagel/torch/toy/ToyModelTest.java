package dev.bagel.torch.toy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.chat.Message;
import dev.bagel.torch.generate.TextModel;
import dev.bagel.torch.model.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToyModelTest {
  @TempDir Path temp;

  @Test
  void it_loads_and_its_tokens_are_bytes() {
    ToyModel toy = ToyModel.write(temp.resolve("toy"), 42);
    assertThat(toy.weights()).isBetween(100_000L, 300_000L);
    try (TextModel model = TextModel.open(toy.folder(), Precision.F32)) {
      String text = "Zoë pays 5 €,\n\tnot a  \u0001🦙\u00ad.";
      byte[] bytes = text.getBytes(UTF_8);
      int[] ids = model.tokens(text);
      assertThat(ids).hasSize(1 + bytes.length);
      assertThat(ids[0]).isEqualTo(ToyTokenizer.BOS_ID);
      for (int i = 0; i < bytes.length; i++) {
        assertThat(ids[i + 1]).isEqualTo(Byte.toUnsignedInt(bytes[i]));
      }
      assertThat(model.tokens(List.of(Message.user("Hello?"))))
          .startsWith(ToyTokenizer.BOS_ID, 'U', 'S', 'E', 'R')
          .endsWith('T', ':', ' ');
      float[] logits = model.model().logits(new int[][] {ids})[0][bytes.length];
      assertThat(logits).hasSize(ToyTokenizer.SIZE);
    }
  }

  @Test
  void the_seed_makes_it() throws IOException {
    Path first = ToyModel.write(temp.resolve("a"), 1).folder().resolve("model.safetensors");
    Path same = ToyModel.write(temp.resolve("b"), 1).folder().resolve("model.safetensors");
    Path other = ToyModel.write(temp.resolve("c"), 2).folder().resolve("model.safetensors");
    assertThat(first).hasSameBinaryContentAs(same);
    assertThat(Files.mismatch(first, other)).isNotNegative();
  }

  @Test
  void what_is_there_stays() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "mine");
    assertThatThrownBy(() -> ToyModel.write(temp, 42))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("holds something already");
    assertThatThrownBy(() -> ToyModel.write(file, 42)).hasMessageContaining("is a file");
    assertThat(file).hasContent("mine");
  }
}
