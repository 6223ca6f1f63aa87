//! The standard library's allocator, kept out of the code that it serves.
//! A program takes it by `use allocator as _;`.
//!
//! WebAssembly's allocator is Rust code (`dlmalloc`) that keeps a block's size
//! in front of the block. With `lto = "fat"` LLVM may inline it, and then sees
//! a read in front of memory that is promised to be zero: it takes the size for
//! zero too, and the program panics when it frees the block. rustc lets the
//! allocator take part in LTO since
//! <https://github.com/rust-lang/rust/pull/146232>; where the standard library
//! is built from source for size, its functions are small enough for it.
//! Functions that are never inlined keep the two apart.

use std::alloc::{GlobalAlloc, Layout, System};

#[global_allocator]
static ALLOCATOR: Apart = Apart;

struct Apart;

// SAFETY: every function passes its arguments on to the same function of
// `System`, which keeps the contract.
#[allow(unsafe_code)]
unsafe impl GlobalAlloc for Apart {
    #[inline(never)]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promises are the same.
        unsafe { System.alloc(layout) }
    }

    #[inline(never)]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promises are the same.
        unsafe { System.alloc_zeroed(layout) }
    }

    #[inline(never)]
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the caller's promises are the same.
        unsafe { System.dealloc(block, layout) }
    }

    #[inline(never)]
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller's promises are the same.
        unsafe { System.realloc(block, layout, size) }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn blocks_are_zeroed_and_keep_their_content_as_they_grow() {
        for length in [1, 7, 4096, 1 << 20] {
            let mut block = vec![0_u8; length];
            assert!(block.iter().all(|&byte| byte == 0));
            block.fill(7);
            block.resize(3 * length, 9);
            block.shrink_to_fit();
            assert!(block[..length].iter().all(|&byte| byte == 7));
            assert!(block[length..].iter().all(|&byte| byte == 9));
        }
    }
}
