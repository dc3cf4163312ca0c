package dev.bagel.prompting.functions;

import dev.bagel.BagelException;
import dev.langchain4j.agent.tool.Tool;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A declared function with the code that it stands for; a [Dispatcher] runs it.
public final class CallableFunction {
  /// What runs, given arguments as [ValidCall] has them. It should end when it is interrupted.
  @FunctionalInterface
  public interface Body {
    @Nullable Object call(Map<String, Object> arguments) throws Exception;
  }

  /// What runs, given a record with the arguments. It should end when it is interrupted.
  @FunctionalInterface
  public interface RecordBody<R extends Record> {
    @Nullable Object call(R arguments) throws Exception;
  }

  /// Makes Java values of the arguments; calling comes later.
  private interface Binding {
    Callable<@Nullable Object> bind(Map<String, Object> arguments) throws Misfit;
  }

  private final Function declaration;
  private final Binding binding;

  private CallableFunction(Function declaration, Binding binding) {
    this.declaration = declaration;
    this.binding = binding;
  }

  public static CallableFunction of(Function declaration, Body body) {
    return new CallableFunction(declaration, arguments -> () -> body.call(arguments));
  }

  /// A function whose parameters are a record's components: see [Function#fromRecord].
  public static <R extends Record> CallableFunction ofRecord(
      String name, Class<R> type, RecordBody<R> body) {
    return new CallableFunction(
        Function.fromRecord(name, type),
        arguments -> {
          R record = Binder.record(type, arguments, "params");
          return () -> body.call(record);
        });
  }

  /// The methods of an object that LangChain4j's `@Tool` marks, sorted by their names. `@P`
  /// describes their parameters, and names them where the compiler did not keep the names.
  ///
  /// @throws BagelException where there is none, or one takes what no model can be asked for
  public static List<CallableFunction> ofMethods(Object object) {
    List<CallableFunction> functions = new ArrayList<>();
    for (Method method : object.getClass().getDeclaredMethods()) {
      @Nullable Tool tool = method.getAnnotation(Tool.class);
      if (tool != null && !method.isSynthetic()) {
        functions.add(ofMethod(object, method, tool));
      }
    }
    if (functions.isEmpty()) {
      throw BagelException.user(
          "%s has no method with @Tool: mark those that a model may call"
              .formatted(object.getClass().getName()));
    }
    functions.sort(Comparator.comparing(function -> function.declaration.name()));
    return List.copyOf(functions);
  }

  private static CallableFunction ofMethod(Object object, Method method, Tool tool) {
    try {
      method.setAccessible(true);
    } catch (InaccessibleObjectException e) {
      throw BagelException.user(
          "%s cannot be called from here: open its package".formatted(method), e);
    }
    @Nullable Object receiver = Modifier.isStatic(method.getModifiers()) ? null : object;
    List<JavaSlot> slots = JavaSlot.of(method);
    return new CallableFunction(
        JavaDeclaration.ofMethod(method, tool),
        arguments -> {
          @Nullable Object[] bound = Binder.all(slots, arguments, "params");
          return () -> invoke(method, receiver, bound);
        });
  }

  private static @Nullable Object invoke(
      Method method, @Nullable Object receiver, @Nullable Object[] arguments) throws Exception {
    try {
      return method.invoke(receiver, arguments);
    } catch (InvocationTargetException e) {
      switch (e.getCause()) {
        case Exception thrown -> throw thrown;
        case Error thrown -> throw thrown;
        case null, default -> throw e;
      }
    }
  }

  public Function declaration() {
    return declaration;
  }

  Callable<@Nullable Object> bind(Map<String, Object> arguments) throws Misfit {
    return binding.bind(arguments);
  }

  /// Their declarations.
  public static Functions declarations(List<CallableFunction> functions) {
    return new Functions(functions.stream().map(CallableFunction::declaration).toList());
  }

  @Override
  public String toString() {
    return declaration.name();
  }
}
