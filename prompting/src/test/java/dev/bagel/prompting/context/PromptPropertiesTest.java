package dev.bagel.prompting.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.prompting.context.PromptReading.Read;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PromptPropertiesTest {
  @Provide
  Arbitrary<List<Block>> blocks() {
    return HostileText.blocks();
  }

  @Provide
  Arbitrary<String> texts() {
    return HostileText.texts();
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_prompt_reads_back(
      @ForAll("blocks") List<Block> blocks, @ForAll("texts") String instruction) {
    ContextPrompt prompt = new ContextPrompt(blocks, instruction);

    assertThat(ContextPrompt.read(prompt.text())).isEqualTo(new Read(prompt));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_prompt_holds_as_many_fences_as_it_has_blocks(
      @ForAll("blocks") List<Block> blocks, @ForAll("texts") String instruction) {
    String text = new ContextPrompt(blocks, instruction).text();

    assertThat(text.split("BEGININPUT", -1)).hasSize(blocks.size() + 1);
    assertThat(text.split("ENDINPUT", -1)).hasSize(blocks.size() + 1);
    assertThat(text.split("ENDINSTRUCTION", -1)).hasSize(2);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void any_text_is_read_or_refused(@ForAll("texts") String text) {
    PromptReading reading = ContextPrompt.read(text);

    if (reading instanceof Read(ContextPrompt prompt)) {
      assertThat(ContextPrompt.read(prompt.text())).isEqualTo(reading);
    } else {
      assertThat(reading).isInstanceOf(PromptReading.Unreadable.class);
    }
  }
}
