package io.omnichannel;

import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** Keeps the program under test what it is: components of the tests on the class path are not found by its scan. */
public final class WithoutTestClasses extends TypeExcludeFilter {

    @Override
    public boolean match(MetadataReader type, MetadataReaderFactory types) {
        return type.getResource().toString().contains("test-classes");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WithoutTestClasses;
    }

    @Override
    public int hashCode() {
        return WithoutTestClasses.class.hashCode();
    }
}
