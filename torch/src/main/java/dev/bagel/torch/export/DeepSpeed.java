package dev.bagel.torch.export;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// How DeepSpeed divides a model among devices.
final class DeepSpeed {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final String AUTO = "auto"; // as the tool's own configuration says

  private DeepSpeed() {}

  /// Weights, gradients and moments are divided (ZeRO, arXiv 1910.02054, stage 3). Not so weights
  /// in four bits, of which every device holds all.
  static int stage(ExportedRun run) {
    return run.fourBits() ? 1 : 3;
  }

  static String json(ExportedRun run) {
    Map<String, Object> zero = new LinkedHashMap<>();
    zero.put("stage", stage(run));
    zero.put("overlap_comm", true);
    zero.put("contiguous_gradients", true);
    if (stage(run) == 3) {
      zero.put("reduce_bucket_size", AUTO);
      zero.put("stage3_prefetch_bucket_size", AUTO);
      zero.put("stage3_param_persistence_threshold", AUTO);
      zero.put("stage3_gather_16bit_weights_on_model_save", true);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("zero_optimization", zero);
    all.put("bf16", Map.of("enabled", run.halfPrecision()));
    all.put("gradient_clipping", AUTO);
    all.put("gradient_accumulation_steps", AUTO);
    all.put("train_batch_size", AUTO);
    all.put("train_micro_batch_size_per_gpu", AUTO);
    return JSON.writeValueAsString(all) + "\n";
  }
}
