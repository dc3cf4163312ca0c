@NullMarked
package dev.bagel.prompting.summary;

import org.jspecify.annotations.NullMarked;
