@NullMarked
package dev.bagel.prompting.tool;

import org.jspecify.annotations.NullMarked;
