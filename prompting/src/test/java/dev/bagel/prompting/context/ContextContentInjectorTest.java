package dev.bagel.prompting.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.rag.AugmentationRequest;
import dev.langchain4j.rag.AugmentationResult;
import dev.langchain4j.rag.DefaultRetrievalAugmentor;
import dev.langchain4j.rag.content.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContextContentInjectorTest {
  private static final Content CHERRIES =
      Content.from(
          TextSegment.from(
              "Cherries are blue.",
              Metadata.from(
                  Map.of("url", "https://web.site/123", "date", "2021-01-01", "page", 7))));

  @Test
  void a_pipeline_switches_with_one_line() {
    DefaultRetrievalAugmentor augmentor =
        DefaultRetrievalAugmentor.builder()
            .contentRetriever(_ -> List.of(CHERRIES))
            .contentInjector(ContextContentInjector.of())
            .build();
    UserMessage question = UserMessage.from("What color are cherries?  Source?");

    AugmentationResult result =
        augmentor.augment(
            new AugmentationRequest(
                question, dev.langchain4j.rag.query.Metadata.from(question, "me", List.of())));

    assertThat(((UserMessage) result.chatMessage()).singleText())
        .isEqualTo(
            """
            BEGININPUT
            BEGINCONTEXT
            date: 2021-01-01
            page: 7
            url: https://web.site/123
            ENDCONTEXT
            Cherries are blue.
            ENDINPUT
            BEGININSTRUCTION
            What color are cherries?  Source?
            ENDINSTRUCTION\
            """);
    ContextAnswer answer =
        ContextAnswer.read(
            "Blue.\nSource: page: 7", ContextContentInjector.of().blocks(result.contents()));
    assertThat(answer.supported()).isTrue();
  }

  @Test
  void the_rest_of_a_message_stays() {
    ImageContent image = ImageContent.from("https://web.site/cherry.png");
    UserMessage message =
        UserMessage.builder()
            .name("me")
            .attributes(Map.of("id", 1))
            .contents(List.of(image, TextContent.from("One?"), TextContent.from("Two?")))
            .build();

    UserMessage injected =
        (UserMessage)
            ContextContentInjector.of()
                .withMetadata("url", "x", "date")
                .inject(List.of(CHERRIES), message);

    assertThat(injected.name()).isEqualTo("me");
    assertThat(injected.attributes()).isEqualTo(Map.of("id", 1));
    assertThat(injected.contents()).hasSize(2).startsWith(image);
    assertThat(((TextContent) injected.contents().getLast()).text())
        .contains("BEGINCONTEXT\nurl: https://web.site/123\ndate: 2021-01-01\nENDCONTEXT")
        .endsWith("BEGININSTRUCTION\nOne?\nTwo?\nENDINSTRUCTION");
  }

  @Test
  void a_message_without_text_gets_the_contents_first() {
    ImageContent image = ImageContent.from("https://web.site/cherry.png");

    UserMessage injected =
        (UserMessage)
            ContextContentInjector.of().inject(List.of(CHERRIES), UserMessage.from(image));

    assertThat(injected.contents()).hasSize(2).endsWith(image);
  }

  @Test
  void contents_without_room_are_told_of() {
    List<Selection> told = new ArrayList<>();
    ContextContentInjector injector =
        ContextContentInjector.of().within(Budget.characters(200), told::add);
    Content long_ = Content.from("x".repeat(200));

    UserMessage injected =
        (UserMessage) injector.inject(List.of(long_, CHERRIES), UserMessage.from("?"));

    assertThat(injected.singleText()).contains("Cherries").hasSizeLessThanOrEqualTo(200);
    assertThat(told)
        .singleElement()
        .satisfies(it -> assertThat(it.leftOut()).extracting(LeftOut::number).containsExactly(0));
  }

  @Test
  void without_contents_a_message_stays_as_it_is() {
    UserMessage message = UserMessage.from("Hello.");

    assertThat(ContextContentInjector.of().inject(List.of(), message)).isSameAs(message);
  }

  @Test
  void only_user_messages_take_contents() {
    assertThatThrownBy(
            () -> ContextContentInjector.of().inject(List.of(CHERRIES), AiMessage.from("x")))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("only user messages");
  }
}
