package io.omnichannel.camel.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.apache.camel.component.jdbc.ConnectionStrategy;

/**
 * Connections that ask the database once how many parameters a statement has. Camel asks before it runs a statement, each
 * time: that is a round trip of its own, and PostgreSQL's driver drops what it had prepared to describe it anew, so that
 * every execution is parsed and planned again.
 */
final class CountedParameters implements ConnectionStrategy {

    // Routes have a few dozen; one that puts its statements together must not fill the memory.
    private static final int STATEMENTS_KEPT = 1_000;

    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    @Override
    public Connection getConnection(DataSource pool) throws SQLException {
        Connection connection = pool.getConnection();
        return proxy(
                Connection.class,
                (method, arguments) -> isPrepare(method)
                        ? counted((String) arguments[0], connection.prepareStatement((String) arguments[0]))
                        : method.invoke(connection, arguments));
    }

    @Override
    public boolean isConnectionTransactional(Connection connection, DataSource pool) {
        return false;
    }

    private static boolean isPrepare(Method method) {
        return method.getName().equals("prepareStatement") && method.getParameterCount() == 1;
    }

    private PreparedStatement counted(String sql, PreparedStatement statement) {
        return proxy(
                PreparedStatement.class,
                (method, arguments) -> method.getName().equals("getParameterMetaData")
                        ? parameters(sql, statement)
                        : method.invoke(statement, arguments));
    }

    private ParameterMetaData parameters(String sql, PreparedStatement statement) throws SQLException {
        Integer known = counts.get(sql);
        if (known == null) {
            ParameterMetaData asked = statement.getParameterMetaData();
            if (counts.size() < STATEMENTS_KEPT) {
                counts.put(sql, asked.getParameterCount());
            }
            return asked;
        }
        return proxy(
                ParameterMetaData.class,
                (method, arguments) -> method.getName().equals("getParameterCount")
                        ? known
                        : method.invoke(statement.getParameterMetaData(), arguments));
    }

    /** What is done instead of a call. */
    @FunctionalInterface
    private interface Call {
        Object with(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        InvocationHandler handler = (self, method, arguments) -> {
            try {
                return call.with(method, arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        };
        return type.cast(
                Proxy.newProxyInstance(CountedParameters.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
