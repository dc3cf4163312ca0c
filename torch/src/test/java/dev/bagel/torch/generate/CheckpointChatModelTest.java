package dev.bagel.torch.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointChatModelTest {
  private static final GenerationSettings SETTINGS =
      GenerationSettings.DEFAULTS.withMostTokens(30).with(new Sampling(1, 0, 0.9, 5));

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // before each test
  private TextModel text;

  @SuppressWarnings("NullAway.Init") // before each test
  private CheckpointChatModel model;

  @BeforeEach
  void open() throws IOException {
    text = TinyText.open(folder);
    model = CheckpointChatModel.of(text, SETTINGS);
  }

  @AfterEach
  void close() {
    text.close();
  }

  @Test
  void an_answer_tells_what_it_cost_and_why_it_ended() {
    ChatResponse response = model.chat(request(builder -> builder));
    assertThat(response.aiMessage().text()).isNotEmpty();
    assertThat(response.tokenUsage().inputTokenCount()).isEqualTo(8);
    assertThat(response.tokenUsage().outputTokenCount()).isEqualTo(30);
    assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(response.metadata().modelName()).isEqualTo(String.valueOf(folder.getFileName()));
  }

  @Test
  void what_a_request_asks_for_counts_before_the_settings() {
    UnaryOperator<ChatRequest.Builder> greedy = builder -> builder.temperature(0.0);
    String answer = model.chat(request(greedy)).aiMessage().text();
    assertThat(model.chat(request(greedy)).aiMessage().text()).isEqualTo(answer);
    assertThat(model.chat(request(builder -> builder.topK(1))).aiMessage().text())
        .isEqualTo(answer);
    assertThat(model.chat(request(builder -> builder.topP(0.0))).aiMessage().text())
        .isEqualTo(answer);
    ChatResponse shorter = model.chat(request(builder -> greedy.apply(builder).maxOutputTokens(3)));
    assertThat(shorter.tokenUsage().outputTokenCount()).isEqualTo(3);
    String stop = answer.substring(3, 5);
    ChatResponse stopped =
        model.chat(request(builder -> greedy.apply(builder).stopSequences(List.of(stop))));
    assertThat(stopped.aiMessage().text()).isEqualTo(answer.substring(0, answer.indexOf(stop)));
    assertThat(stopped.finishReason()).isEqualTo(FinishReason.STOP);
  }

  @Test
  void answers_differ_and_come_again_in_the_same_order() {
    CheckpointChatModel again = CheckpointChatModel.of(text, SETTINGS);
    List<String> first = List.of(model.chat("z"), model.chat("z"), model.chat("z"));
    assertThat(first).doesNotHaveDuplicates();
    assertThat(List.of(again.chat("z"), again.chat("z"), again.chat("z"))).isEqualTo(first);
  }

  @Test
  void what_it_cannot_do_is_refused() {
    ToolSpecification tool = ToolSpecification.builder().name("look").build();
    refused(builder -> builder.toolSpecifications(tool), "toolSpecifications");
    refused(builder -> builder.responseFormat(ResponseFormat.JSON), "responseFormat");
    refused(builder -> builder.frequencyPenalty(0.5), "frequencyPenalty");
    refused(builder -> builder.presencePenalty(0.5), "presencePenalty");
    refused(builder -> builder.modelName("other"), "modelName");
    refused(
        builder ->
            builder.messages(
                UserMessage.from(TextContent.from("a"), ImageContent.from("http://x/y.png"))),
        "IMAGE");
  }

  private void refused(UnaryOperator<ChatRequest.Builder> asked, String what) {
    assertThatThrownBy(() -> model.chat(request(asked)))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining(what);
  }

  @Test
  void a_system_message_that_the_template_refuses_is_told_in_its_words() {
    ChatRequest request =
        ChatRequest.builder()
            .messages(SystemMessage.from("be kind"), UserMessage.from("z"))
            .build();
    assertThatThrownBy(() -> model.chat(request))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("no system here");
    assertThatThrownBy(() -> stream(request, _ -> {}).get())
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(BagelException.class);
  }

  @Test
  void answers_are_part_of_a_conversation() {
    ChatRequest request =
        ChatRequest.builder()
            .messages(UserMessage.from("x"), AiMessage.from("y"), UserMessage.from("z"))
            .build();
    assertThat(model.chat(request).tokenUsage().inputTokenCount())
        .isEqualTo("<s>".length() - 2 + "_u xa y".length() + 1 + "u z a".length());
  }

  @Test
  void a_streamed_answer_comes_in_pieces_and_whole() throws Exception {
    List<String> pieces = new ArrayList<>();
    ChatRequest greedy = request(builder -> builder.temperature(0.0));
    ChatResponse whole = stream(greedy, context -> {}, pieces).get();
    assertThat(pieces).hasSizeGreaterThan(3);
    assertThat(String.join("", pieces)).isEqualTo(whole.aiMessage().text());
    assertThat(whole.aiMessage().text()).isEqualTo(model.chat(greedy).aiMessage().text());
  }

  @Test
  void a_cancelled_stream_tells_nothing_more() throws Exception {
    List<String> pieces = new ArrayList<>();
    CompletableFuture<ChatResponse> never =
        stream(request(builder -> builder), context -> context.streamingHandle().cancel(), pieces);
    assertThat(model.chat("z")).isNotEmpty(); // it comes after the stream
    assertThat(pieces).hasSizeLessThan(2);
    assertThat(never).isNotDone();
  }

  @Test
  void an_error_of_the_handler_is_given_back_to_it() {
    CompletableFuture<ChatResponse> failed =
        stream(
            request(builder -> builder),
            _ -> {
              throw new IllegalStateException("full");
            });
    assertThatThrownBy(failed::get).hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void an_interrupted_thread_gets_no_answer_and_stays_interrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> model.chat("z")).isInstanceOf(LangChain4jException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(model.chat("z")).isNotEmpty();
  }

  private static ChatRequest request(UnaryOperator<ChatRequest.Builder> more) {
    return more.apply(ChatRequest.builder().messages(UserMessage.from("zz"))).build();
  }

  private CompletableFuture<ChatResponse> stream(
      ChatRequest request, Consumer<PartialResponseContext> watcher) {
    return stream(request, watcher, new ArrayList<>());
  }

  private CompletableFuture<ChatResponse> stream(
      ChatRequest request, Consumer<PartialResponseContext> watcher, List<String> pieces) {
    CompletableFuture<ChatResponse> whole = new CompletableFuture<>();
    model.chat(
        request,
        new StreamingChatResponseHandler() {
          @Override
          public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
            pieces.add(piece.text());
            watcher.accept(context);
          }

          @Override
          public void onCompleteResponse(ChatResponse response) {
            whole.complete(response);
          }

          @Override
          public void onError(Throwable error) {
            whole.completeExceptionally(error);
          }
        });
    return whole;
  }
}
