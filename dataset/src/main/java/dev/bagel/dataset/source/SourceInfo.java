package dev.bagel.dataset.source;

import dev.bagel.dataset.files.HubFiles;
import java.util.List;

/// The facts about a source.
///
/// @param name as recipes, tables and manifests write it
/// @param about one line: what a row teaches
/// @param kind what its rows become
/// @param files where its rows lie
/// @param trust which copy wins when several sources have the same sample
/// @param licence SPDX name where there is one
/// @param sideFiles other files that it needs for checking its rows
public record SourceInfo(
    String name,
    String about,
    Kind kind,
    HubFiles files,
    Trust trust,
    String licence,
    List<HubFiles> sideFiles) {

  public SourceInfo {
    sideFiles = List.copyOf(sideFiles);
  }

  public SourceInfo(
      String name, String about, Kind kind, HubFiles files, Trust trust, String licence) {
    this(name, about, kind, files, trust, licence, List.of());
  }

  /// The same source, which also needs these files.
  public SourceInfo alsoReads(HubFiles files) {
    return new SourceInfo(name, about, kind, this.files, trust, licence, List.of(files));
  }
}
