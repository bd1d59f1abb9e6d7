package io.omnichannel.admin;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One page of a list. The statement was asked for one row more than fits, which tells whether there is a next page.
 *
 * @param rows what fits, as JSON fields
 */
record Page(List<Map<String, Object>> rows, boolean more) {

    static Page of(List<Map<String, Object>> found, int limit, JsonRow json) {
        List<Map<String, Object>> rows =
                found.stream().limit(limit).map(json::of).toList();
        return new Page(rows, found.size() > limit);
    }

    /** The cursor of the next page: the last row's sort key, or null at the end. */
    String next(String... sortedBy) {
        return more ? Cursor.of(Arrays.stream(sortedBy).map(rows.getLast()::get).toArray()) : null;
    }
}
