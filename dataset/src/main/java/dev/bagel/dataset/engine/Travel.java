package dev.bagel.dataset.engine;

import dev.bagel.BagelException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/// Sends functions through Java serialization and gives back what arrives, as a cluster would.
/// [LocalCounters] arrive as themselves: on a cluster, too, everyone adds to the same counts.
final class Travel {
  private final List<LocalCounters> counters = new ArrayList<>();

  /// Stands for the counters of that place in the list while they travel.
  private record Ticket(int place) implements Serializable {}

  /// @throws BagelException INTERNAL, naming the operation, where `function` cannot travel
  @SuppressWarnings("unchecked") // an object arrives as the class that it left as
  static <F extends Serializable> F send(String operation, F function) {
    Travel travel = new Travel();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = travel.new Departure(bytes)) {
      out.writeObject(function);
    } catch (IOException | RuntimeException e) {
      throw refused(operation, e);
    }
    try (ObjectInputStream in = travel.new Arrival(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (F) in.readObject();
    } catch (IOException | ClassNotFoundException | RuntimeException e) {
      throw refused(operation, e);
    }
  }

  private static BagelException refused(String operation, Exception cause) {
    return BagelException.internal(
        operation
            + " was given something that cannot travel to a worker ("
            + cause
            + "): let it hold only what is Serializable",
        cause);
  }

  private final class Departure extends ObjectOutputStream {
    Departure(OutputStream out) throws IOException {
      super(out);
      enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object object) {
      if (object instanceof LocalCounters each) {
        counters.add(each);
        return new Ticket(counters.size() - 1);
      }
      return object;
    }
  }

  private final class Arrival extends ObjectInputStream {
    Arrival(InputStream in) throws IOException {
      super(in);
      enableResolveObject(true);
    }

    @Override
    protected Object resolveObject(Object object) {
      return object instanceof Ticket ticket ? counters.get(ticket.place()) : object;
    }
  }
}
