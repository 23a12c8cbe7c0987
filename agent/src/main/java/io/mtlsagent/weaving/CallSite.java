package io.mtlsagent.weaving;

/** Finds who makes a TLS context: the first method that is neither a TLS stack's nor ours. */
final class CallSite {

  private static final String[] STACKS = {
    "io.mtlsagent.",
    "javax.net.ssl.",
    "sun.security.",
    "java.",
    "jdk.internal.",
    "org.conscrypt.",
    "org.bouncycastle."
  };

  private CallSite() {}

  static String ofTlsContext() {
    for (StackTraceElement frame : new Throwable().getStackTrace()) {
      if (!isOfStack(frame.getClassName())) {
        return frame.getClassName() + "." + frame.getMethodName();
      }
    }
    return "the JVM";
  }

  private static boolean isOfStack(String className) {
    for (String prefix : STACKS) {
      if (className.startsWith(prefix)) {
        return true;
      }
    }
    return className.contains(".netty.handler.ssl.");
  }
}
