/// Questions about given text: blocks and a question make a prompt, and the answer's citations are
/// held against the blocks. Start at [ContextQuestions].
@NullMarked
package dev.bagel.prompting.context;

import org.jspecify.annotations.NullMarked;
