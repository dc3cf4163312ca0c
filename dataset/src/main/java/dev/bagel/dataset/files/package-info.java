/// The only place that knows file formats and their libraries.
@NullMarked
package dev.bagel.dataset.files;

import org.jspecify.annotations.NullMarked;
