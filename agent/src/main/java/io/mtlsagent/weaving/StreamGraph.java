package io.mtlsagent.weaving;

import io.mtlsagent.handshake.EngineChannels;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A stream of Pekko or Akka while it is being materialized: a graph of stages. */
final class StreamGraph {

  /** Far more than the streams that carry one connection have. */
  private static final int MOST_STEPS = 10_000;

  private static final String INCOMING = "stream.impl.io.IncomingConnectionStage";
  private static final String OUTGOING = "stream.impl.io.OutgoingConnectionStage";

  private final WeakReference<Object> graph;
  private final StreamConnection connection = new StreamConnection();

  StreamGraph(Object graph) {
    this.graph = new WeakReference<>(graph);
  }

  /**
   * The logic of a stage of TCP has been made.
   *
   * @param logic from the start of its stream on it knows the connection
   */
  void connectionMade(Object logic) {
    connection.knownBy(logic);
  }

  /**
   * The channel below the one stage of TCP in it.
   *
   * @return null where there is none, or there are several: nobody says which of them TLS is for
   * @throws ReflectiveOperationException if a graph is not made as expected
   */
  EngineChannels.@Nullable Channel onlyConnection() throws ReflectiveOperationException {
    Object stage = null;
    Deque<Object> left = new ArrayDeque<>();
    Object present = graph.get();
    if (present != null) {
      left.push(call(call(present, "traversalBuilder"), "traversal"));
    }
    for (int steps = 0; !left.isEmpty(); steps++) {
      Object step = left.pop();
      String name = step.getClass().getName();
      if (name.endsWith("stream.impl.Concat")) {
        left.push(call(step, "next"));
        left.push(call(step, "first"));
      } else if (name.endsWith("stream.impl.MaterializeAtomic")) {
        Object found = connectionStage(call(step, "module"));
        if ((found != null && stage != null) || steps > MOST_STEPS) {
          return null;
        }
        stage = found == null ? stage : found;
      }
    }
    if (stage == null) {
      return null;
    }
    if (stage.getClass().getName().endsWith(INCOMING)) {
      connection.knownBy(stage);
    }
    return connection;
  }

  private static @Nullable Object connectionStage(Object module)
      throws ReflectiveOperationException {
    if (!module.getClass().getName().endsWith("GraphStageModule")) {
      return null;
    }
    Object stage = call(module, "stage");
    String name = stage.getClass().getName();
    return name.endsWith(INCOMING) || name.endsWith(OUTGOING) ? stage : null;
  }

  private static Object call(Object target, String method) throws ReflectiveOperationException {
    Object result = new ForeignObject(target).call(method);
    if (result == null) {
      throw new NoSuchMethodException(target.getClass().getName() + "." + method + " gave nothing");
    }
    return result;
  }
}
