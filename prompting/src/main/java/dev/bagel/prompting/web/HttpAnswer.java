package dev.bagel.prompting.web;

import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// What a server answered in the end.
///
/// @param type the header `Content-Type`, as it came
/// @param body unpacked; empty where the status is not 200 to 299
@SuppressWarnings("ArrayRecordComponent") // lives within one fetch, and is compared with nothing
record HttpAnswer(HttpUrl url, int status, @Nullable String type, byte[] body) {
  boolean isPage() {
    return status >= 200 && status < 300;
  }
}
