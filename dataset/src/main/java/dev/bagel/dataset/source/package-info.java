/// Where samples come from: one small class a source, facts and a read method.
@NullMarked
package dev.bagel.dataset.source;

import org.jspecify.annotations.NullMarked;
