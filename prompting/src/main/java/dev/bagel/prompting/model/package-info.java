/// Asking a language model: one question, one text, within limits.
@NullMarked
package dev.bagel.prompting.model;

import org.jspecify.annotations.NullMarked;
