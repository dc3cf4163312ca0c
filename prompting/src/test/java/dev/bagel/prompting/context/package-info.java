@NullMarked
package dev.bagel.prompting.context;

import org.jspecify.annotations.NullMarked;
