/// Training rows as a run reads them: made tokens of once, split, ordered and packed. Start at
/// [SftData] and [DpoData].
@NullMarked
package dev.bagel.torch.data;

import org.jspecify.annotations.NullMarked;
