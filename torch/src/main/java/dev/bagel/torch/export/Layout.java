package dev.bagel.torch.export;

import dev.bagel.torch.train.Setting;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How one tool wants a run written down. Making one checks that the tool can do the run.
interface Layout {
  /// What stands in `config.yaml`.
  ///
  /// @param counts of the rows beside it
  Map<String, @Nullable Object> configuration(ExportCounts counts);

  /// What else lies beside it, by name.
  Map<String, String> files();

  /// Rows in the form in which the tool reads them with the tokens that they have.
  RowForm rows();

  /// What has become of a setting: the keys that say the same, or that nothing does.
  String fate(Setting setting);

  /// What to run, in the folder.
  String commands();

  /// What else is not as in a run of Bagel's, and what was not checked; a paragraph each.
  List<String> remarks();
}
