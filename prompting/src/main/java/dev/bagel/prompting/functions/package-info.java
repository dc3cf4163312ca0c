/// Functions that a language model may call: how they are declared, asked for, read, checked and
/// run.
///
/// Start at [FunctionCalls]: from a user's input to a call that is valid.
@NullMarked
package dev.bagel.prompting.functions;

import org.jspecify.annotations.NullMarked;
