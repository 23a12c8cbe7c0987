package io.mtlsagent.policy;

import java.security.ProtectionDomain;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Writes a {@link ThreadMaker} whose threads inherit no thread locals: by a constructor of {@code
 * Thread} that Java 9 has brought, which this code, made for Java 8, cannot call by itself. Called
 * by reflection it takes 20 ms the first time on Java 25; two small classes take one.
 *
 * <pre>
 * final class Maker implements ThreadMaker {
 *   public Thread plain(ThreadGroup group, Runnable work, String name) {
 *     return new Thread(group, work, name, 0, false);
 *   }
 *   public Thread forNetwork(ThreadGroup group, Runnable work, String name) {
 *     return new Network(group, work, name);
 *   }
 * }
 * final class Network extends Thread implements ThreadMaker.ForNetwork {
 *   Network(ThreadGroup group, Runnable work, String name) {
 *     super(group, work, name, 0, false);
 *   }
 * }
 * </pre>
 */
final class ThreadMakerDefinition {

  private static final String PACKAGE = "io/mtlsagent/policy/uninheriting/";
  private static final String MAKER = PACKAGE + "Maker";
  private static final String NETWORK = PACKAGE + "Network";
  private static final String THREAD = "java/lang/Thread";
  private static final String THREE =
      "Ljava/lang/ThreadGroup;Ljava/lang/Runnable;Ljava/lang/String;";
  private static final String MAKES = "(" + THREE + ")Ljava/lang/Thread;";
  private static final String FROM_THREE = "(" + THREE + ")V";
  private static final String FROM_FIVE = "(" + THREE + "JZ)V";

  private ThreadMakerDefinition() {}

  /** The best that this JVM allows. */
  static ThreadMaker chosen() {
    if (System.getProperty("java.specification.version", "").startsWith("1.")) {
      return InheritingThreads.ofJava8();
    }
    try {
      return (ThreadMaker)
          new Loader().define(MAKER, maker()).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return InheritingThreads.asTheyAre(); // a security manager that allows no class loader
    }
  }

  private static byte[] maker() {
    ClassWriter type = type(MAKER, "java/lang/Object", ThreadMaker.class);
    MethodVisitor code = method(type, "<init>", "()V");
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    end(code, Opcodes.RETURN);
    code = method(type, "plain", MAKES);
    code.visitTypeInsn(Opcodes.NEW, THREAD);
    code.visitInsn(Opcodes.DUP);
    fiveArguments(code);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, THREAD, "<init>", FROM_FIVE, false);
    end(code, Opcodes.ARETURN);
    code = method(type, "forNetwork", MAKES);
    code.visitTypeInsn(Opcodes.NEW, NETWORK);
    code.visitInsn(Opcodes.DUP);
    threeArguments(code);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, NETWORK, "<init>", FROM_THREE, false);
    end(code, Opcodes.ARETURN);
    return type.toByteArray();
  }

  private static byte[] network() {
    ClassWriter type = type(NETWORK, THREAD, ThreadMaker.ForNetwork.class);
    MethodVisitor code = method(type, "<init>", FROM_THREE);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    fiveArguments(code);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, THREAD, "<init>", FROM_FIVE, false);
    end(code, Opcodes.RETURN);
    return type.toByteArray();
  }

  private static ClassWriter type(String name, String parent, Class<?> implemented) {
    ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER;
    String[] interfaces = {Type.getInternalName(implemented)};
    type.visit(Opcodes.V1_8, access, name, null, parent, interfaces);
    return type;
  }

  private static MethodVisitor method(ClassWriter type, String name, String descriptor) {
    MethodVisitor code = type.visitMethod(Opcodes.ACC_PUBLIC, name, descriptor, null, null);
    code.visitCode();
    return code;
  }

  private static void threeArguments(MethodVisitor code) {
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitVarInsn(Opcodes.ALOAD, 2);
    code.visitVarInsn(Opcodes.ALOAD, 3);
  }

  /** And a stack of the usual size, and nothing inherited. */
  private static void fiveArguments(MethodVisitor code) {
    threeArguments(code);
    code.visitInsn(Opcodes.LCONST_0);
    code.visitInsn(Opcodes.ICONST_0);
  }

  private static void end(MethodVisitor code, int returning) {
    code.visitInsn(returning);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** Knows the two classes, and asks the agent's own loader for all others. */
  private static final class Loader extends ClassLoader {

    /**
     * The agent's: a thread may do only what the code may that made it, and that of no domain may
     * nothing under a security manager.
     */
    private final ProtectionDomain domain = ThreadMakerDefinition.class.getProtectionDomain();

    Loader() {
      super(ThreadMakerDefinition.class.getClassLoader());
    }

    Class<?> define(String internalName, byte[] bytes) {
      return defineClass(internalName.replace('/', '.'), bytes, 0, bytes.length, domain);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.equals(NETWORK.replace('/', '.'))) {
        return define(NETWORK, network());
      }
      throw new ClassNotFoundException(name);
    }
  }
}
