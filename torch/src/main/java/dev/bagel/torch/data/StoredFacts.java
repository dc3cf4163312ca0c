package dev.bagel.torch.data;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What a token file tells of all its entries.
///
/// @param rows read
/// @param sources in the order of their first rows
/// @param cut null where nothing was
record StoredFacts(long rows, List<String> sources, List<Loss> dropped, @Nullable Loss cut) {

  /// Rows or tokens lost for one reason.
  ///
  /// @param reason null for rows that were cut
  /// @param file of the first row, by its index
  /// @param row the first row
  record Loss(Dropped.@Nullable Reason reason, long rows, long tokens, int file, long row) {
    Loss plus(long moreTokens) {
      return new Loss(reason, rows + 1, tokens + moreTokens, file, row);
    }
  }

  byte[] json() {
    return JsonMapper.shared().writeValueAsBytes(this);
  }

  static StoredFacts of(byte[] json) {
    return JsonMapper.shared().readValue(json, StoredFacts.class);
  }
}
