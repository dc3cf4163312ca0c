package dev.bagel.torch.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.torch.model.Libtorch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On a model of two layers in single precision: width 12, 24 for queries, 12 for keys and values,
/// 20 within feed-forward layers, 286 tokens, a head of its own.
class MemoryEstimateTest {
  private static final long EMBEDDING = 286 * 12;
  private static final long NORM = 12;
  private static final long ATTENTION = 2 * 24 * 12 + 2 * 12 * 12;
  private static final long LAYER = 2 * NORM + ATTENTION + 3 * 20 * 12;
  private static final long ALL = 2 * EMBEDDING + NORM + 2 * LAYER;

  /// Value, gradient, and AdamW's two.
  private static final long LEARNT = 16;

  @TempDir Path folder;
  private Workshop workshop;

  @BeforeEach
  void make() throws IOException {
    workshop = Workshop.in(folder);
  }

  private MemoryEstimate sft(String... settings) {
    return MemoryEstimate.of(workshop.settings(Method.SFT, "out", settings));
  }

  private MemoryEstimate dpo(String... settings) {
    return MemoryEstimate.of(workshop.settings(Method.DPO, "out", settings));
  }

  @Test
  void all_weights_are_learnt_and_none_is_beside_them() {
    assertThat(sft().learnt()).isEqualTo(ALL * LEARNT);
    assertThat(sft().weights()).isZero();
    assertThat(sft("precision=bf16").weights()).isZero();
  }

  @Test
  void frozen_weights_are_not_learnt_and_copied_only_where_converted() {
    MemoryEstimate mapped = sft("freeze=model.layers.*");
    assertThat(mapped.learnt()).isEqualTo((ALL - 2 * LAYER) * LEARNT);
    assertThat(mapped.weights()).isZero();
    assertThat(sft("freeze=model.layers.*", "precision=bf16").weights()).isEqualTo(2 * LAYER * 2);
  }

  @Test
  void an_adapter_has_the_rank_and_targets_that_are_set() {
    long all = 2 * (12 + 24) + 2 * (12 + 12) + 3 * (12 + 20);
    assertThat(sft("tuning=lora").learnt()).isEqualTo(2 * all * 16 * LEARNT);
    assertThat(sft("tuning=lora", "lora-rank=4", "lora-targets=q_proj,v_proj").learnt())
        .isEqualTo(2 * (36 + 24) * 4 * LEARNT);
    assertThat(sft("tuning=lora").weights()).isZero();
    assertThat(sft("tuning=lora", "precision=bf16").weights()).isEqualTo(ALL * 2);
  }

  /// Half a byte a number, in blocks of 64; a byte a block in rows of 256, and a float for each row
  /// and for all.
  @Test
  void only_matrices_of_layers_are_in_four_bits() {
    long scales = 256 + 4 + 4;
    long layer = (5 + 3 + 3 + 5 + 3 * 4) * 32 + 7 * scales;
    assertThat(sft("tuning=qlora").weights()).isEqualTo(2 * layer);
    assertThat(sft("tuning=qlora", "precision=bf16").weights())
        .isEqualTo(2 * layer + (2 * EMBEDDING + 5 * NORM) * 2);
  }

  @Test
  void a_reference_is_a_second_model_only_where_no_adapter_can_be_switched_off() {
    assertThat(dpo().weights()).isZero();
    assertThat(dpo("precision=bf16").weights()).isEqualTo(ALL * 2);
    assertThat(dpo("precision=bf16", "tuning=lora").weights()).isEqualTo(ALL * 2);
    assertThat(dpo("precision=bf16", "tuning=lora", "reference=" + workshop.model()).weights())
        .isEqualTo(2 * ALL * 2);
  }

  @Test
  void passes_grow_with_what_goes_through_at_once() {
    long one = sft("micro-batch=1").pass();
    assertThat(sft("micro-batch=2").pass()).isEqualTo(2 * one);
    assertThat(dpo("micro-batch=1").pass()).isEqualTo(2 * one);
    assertThat(sft("micro-batch=1", "gradient-checkpointing=true").pass()).isLessThan(one);
    assertThat(sft("micro-batch=1", "max-tokens=40").pass()).isEqualTo(one / 2);
  }

  @Test
  void every_thread_holds_the_gradients_of_the_largest_layer() {
    int before = Libtorch.threads();
    Libtorch.use(3);
    try {
      assertThat(sft("micro-batch=1").held()).isEqualTo(EMBEDDING * 4);
      assertThat(sft("micro-batch=8").held()).isEqualTo(3 * EMBEDDING * 4);
      assertThat(dpo("micro-batch=1").held()).isEqualTo(2 * EMBEDDING * 4);
      assertThat(sft("micro-batch=1", "freeze=model.embed*,lm_head*").held()).isEqualTo(LAYER * 4);
    } finally {
      Libtorch.use(before);
    }
  }

  @Test
  void too_little_is_refused_with_what_would_take_less() {
    TrainingSettings settings = workshop.settings(Method.SFT, "out");
    MemoryEstimate estimate = MemoryEstimate.of(settings);
    assertThatThrownBy(() -> estimate.require(settings, OptionalLong.of(estimate.bytes() - 1)))
        .isInstanceOfSatisfying(
            BagelException.class,
            e -> assertThat(e.kind()).isEqualTo(BagelException.Kind.RESOURCES))
        .hasMessageContaining("gradient-checkpointing=true")
        .hasMessageContaining("micro-batch=1")
        .hasMessageContaining("tuning=lora")
        .hasMessageContaining("ignore-memory=true");
    assertThatCode(() -> estimate.require(settings, OptionalLong.of(estimate.bytes())))
        .doesNotThrowAnyException();
    assertThatCode(() -> estimate.require(settings, OptionalLong.empty()))
        .doesNotThrowAnyException();
  }

  @Test
  void what_is_so_already_is_not_advised() {
    TrainingSettings settings =
        workshop.settings(Method.SFT, "out", "tuning=qlora", "micro-batch=1", "processes=2");
    MemoryEstimate estimate = MemoryEstimate.of(settings);
    OptionalLong forOne = OptionalLong.of(estimate.bytes());
    assertThatThrownBy(() -> estimate.require(settings, forOne))
        .hasMessageContaining("in each of 2 processes")
        .hasMessageContaining("try a smaller max-tokens, a smaller lora-rank, fewer processes;");
  }
}
