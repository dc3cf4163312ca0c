/// One small class a source. To add one, see CONTRIBUTING.
@NullMarked
package dev.bagel.dataset.source.catalog;

import org.jspecify.annotations.NullMarked;
