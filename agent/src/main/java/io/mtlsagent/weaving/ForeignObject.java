package io.mtlsagent.weaving;

import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An object of a library whose classes the agent cannot be compiled against, since it must work
 * with each of their versions. Held weakly.
 */
final class ForeignObject {

  private final WeakReference<Object> object;

  ForeignObject(Object object) {
    this.object = new WeakReference<>(object);
  }

  /**
   * Calls a public method without parameters.
   *
   * @return what the first of the methods that exists returns; null if the object is gone
   * @throws NoSuchMethodException if the object has none of the methods
   */
  @Nullable Object call(String... names) throws ReflectiveOperationException {
    Object target = object.get();
    if (target == null) {
      return null;
    }
    for (String name : names) {
      Method method = publicMethod(target.getClass(), name);
      if (method != null) {
        try {
          return method.invoke(target);
        } catch (InvocationTargetException e) {
          throw new ReflectiveOperationException(e.getCause());
        }
      }
    }
    throw new NoSuchMethodException(target.getClass().getName() + "." + String.join("/", names));
  }

  /** The declaration in a public class or interface: only that one may be called from outside. */
  private static @Nullable Method publicMethod(@Nullable Class<?> type, String name) {
    if (type == null) {
      return null;
    }
    if (Modifier.isPublic(type.getModifiers())) {
      try {
        return type.getMethod(name);
      } catch (NoSuchMethodException e) {
        // then perhaps a superclass or an interface has it
      }
    }
    for (Class<?> above : type.getInterfaces()) {
      Method method = publicMethod(above, name);
      if (method != null) {
        return method;
      }
    }
    return publicMethod(type.getSuperclass(), name);
  }

  /**
   * The value of the first field whose type has a name that ends so, in the class or one above it;
   * null if there is none.
   */
  static @Nullable Object fieldOfTypeNamed(Object owner, String end) throws IllegalAccessException {
    return field(owner, type -> type.getName().endsWith(end));
  }

  /**
   * The value of the first field of a type or one below it, in the class or one above it; null if
   * there is none.
   */
  static <T> @Nullable T fieldOfType(Object owner, Class<T> type) throws IllegalAccessException {
    return type.cast(field(owner, type::isAssignableFrom));
  }

  private static @Nullable Object field(Object owner, Predicate<Class<?>> wanted)
      throws IllegalAccessException {
    List<Field> fields = fields(owner.getClass(), wanted);
    if (fields.isEmpty()) {
      return null;
    }
    fields.get(0).setAccessible(true);
    return fields.get(0).get(owner);
  }

  /** The fields of objects of a class whose type is wanted; first its own, then those above it. */
  static List<Field> fields(Class<?> owner, Predicate<Class<?>> wanted) {
    List<Field> found = new ArrayList<>(1);
    for (Class<?> c = owner; c != null; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (wanted.test(field.getType()) && !Modifier.isStatic(field.getModifiers())) {
          found.add(field);
        }
      }
    }
    return found;
  }
}
