package dev.bagel.dataset.files;

import java.util.List;

/// Where data sets lie.
public interface Hub {
  /// The files that match, sorted by name, and the patterns that nothing matches.
  Found find(HubFiles files);

  /// How to speak of it in a message.
  String description();

  /// The revision of a data set that files are of, or `unstated` where the hub does not know.
  default String revision(String dataset) {
    return "unstated";
  }

  /// @param missing patterns without a file, each with its data set's id
  record Found(List<DataFile> files, List<String> missing) {}
}
