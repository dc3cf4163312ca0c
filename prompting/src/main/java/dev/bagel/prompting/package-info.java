/// What a language model is asked for beyond text: answers from given context, calls, plans.
@NullMarked
package dev.bagel.prompting;

import org.jspecify.annotations.NullMarked;
