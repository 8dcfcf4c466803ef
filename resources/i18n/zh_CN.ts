<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name></name>
    <message>
        <source>Piaohe</source>
        <translation>票核</translation>
    </message>
    <message>
        <source>Import a ledger</source>
        <translation>导入台账</translation>
    </message>
    <message>
        <source>Ledger workbooks (*.xlsx *.xls)</source>
        <translation>台账工作簿 (*.xlsx *.xls)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Cancel keeps what is in so far.</source>
        <translation>取消后，已导入的保留。</translation>
    </message>
    <message>
        <source>Import result</source>
        <translation>导入结果</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Rows that need a look</source>
        <translation>需要看一眼的行</translation>
    </message>
    <message>
        <source>Every row is in</source>
        <translation>全部导入，没有遗漏</translation>
    </message>
    <message>
        <source>There is nothing that needs a look.</source>
        <translation>没有需要您看的行。</translation>
    </message>
    <message>
        <source>took {seconds} s</source>
        <translation>用时 {seconds} 秒</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>row {row}</source>
        <translation>第 {row} 行</translation>
    </message>
    <message>
        <source>invoices</source>
        <translation>张发票</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>已新增</translation>
    </message>
    <message>
        <source>Filled in</source>
        <translation>已补全</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>已有</translation>
    </message>
    <message>
        <source>Need a look</source>
        <translation>需看</translation>
    </message>
    <message>
        <source>Not imported</source>
        <translation>未导入</translation>
    </message>
    <message>
        <source>Importing {file}</source>
        <translation>正在导入 {file}</translation>
    </message>
    <message>
        <source>Importing a file</source>
        <translation>正在导入 1 个文件</translation>
    </message>
    <message>
        <source>Importing {n} files</source>
        <translation>正在导入 {n} 个文件</translation>
    </message>
    <message>
        <source>1 row was read.</source>
        <translation>已读 1 行。</translation>
    </message>
    <message>
        <source>{n} rows were read.</source>
        <translation>已读 {n} 行。</translation>
    </message>
    <message>
        <source>What is in so far stays; importing again adds the rest.</source>
        <translation>已导入的保留；再导入一次即可接着补齐。</translation>
    </message>
    <message>
        <source>Import stopped.</source>
        <translation>导入已停止。</translation>
    </message>
    <message>
        <source>Import a ledger…</source>
        <translation>导入台账…</translation>
    </message>
    <message>
        <source>A part of the program failed ({error}{place}).</source>
        <translation>程序的一部分出错了（{error}{place}）。</translation>
    </message>
    <message>
        <source>Your data is unharmed: a step is saved whole or not at all. Try it again.</source>
        <translation>您的数据完好：每一步要么完整保存，要么完全不保存。请再试一次。</translation>
    </message>
    <message>
        <source>The log: {file}</source>
        <translation>日志：{file}</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>{step} {done} of {total}, {seconds} s</source>
        <translation>{step} {done} / {total}，{seconds} 秒</translation>
    </message>
    <message>
        <source>{step} {done}, {seconds} s</source>
        <translation>{step} {done}，{seconds} 秒</translation>
    </message>
    <message>
        <source>What can be done</source>
        <translation>可以做什么</translation>
    </message>
    <message>
        <source>Look around with sample data</source>
        <translation>先用示例数据看看</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>Screens</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Voided</source>
        <translation>已作废</translation>
    </message>
    <message>
        <source>Reversed</source>
        <translation>已红冲</translation>
    </message>
    <message>
        <source>Part reversed</source>
        <translation>部分红冲</translation>
    </message>
    <message>
        <source>Out of control</source>
        <translation>失控</translation>
    </message>
    <message>
        <source>Abnormal</source>
        <translation>异常</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Entered</source>
        <translation>已录入</translation>
    </message>
    <message>
        <source>Sample data</source>
        <translation>示例数据</translation>
    </message>
    <message>
        <source>Opening the ledger…</source>
        <translation>正在打开账套…</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Number, name, amount, goods, remark, tag</source>
        <translation>号码、名称、金额、货物、备注、标签</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>Invoices</source>
        <translation>发票</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>清空查找</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>1 invoice</source>
        <translation>共 1 张</translation>
    </message>
    <message>
        <source>{n} invoices</source>
        <translation>共 {n} 张</translation>
    </message>
    <message>
        <source>Nothing found for “{text}”</source>
        <translation>没有找到“{text}”</translation>
    </message>
    <message>
        <source>All words must occur; try fewer of them, or a part of the number.</source>
        <translation>每个词都要出现才算找到；可以少写几个词，或只写号码的一部分。</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>开票日期</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>票种</translation>
    </message>
    <message>
        <source>Invoice number</source>
        <translation>发票号码</translation>
    </message>
    <message>
        <source>Seller</source>
        <translation>销方</translation>
    </message>
    <message>
        <source>Buyer</source>
        <translation>购方</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Tax</source>
        <translation>税额</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>价税合计</translation>
    </message>
    <message>
        <source>The invoices of your ledger will stand here</source>
        <translation>账套里的发票会在这里，随时查得到</translation>
    </message>
    <message>
        <source>Begin with the workbook you have kept so far: every row becomes an invoice.</source>
        <translation>先导入您一直在记的 Excel 台账：每一行成为一张发票。</translation>
    </message>
    <message>
        <source>The printed code is then the only key: without it nobody can open the data.</source>
        <translation>这样，打印的恢复码就是唯一的钥匙：没有它，谁也打不开数据。</translation>
    </message>
    <message>
        <source>Recovery code. Write it down twice, in two places; it is shown only now:</source>
        <translation>恢复码。请抄写两份，放在两处；只在此时显示：</translation>
    </message>
    <message>
        <source>Not imported:</source>
        <translation>未导入：</translation>
    </message>
    <message>
        <source>Needs a look:</source>
        <translation>需看：</translation>
    </message>
    <message>
        <source>The ledger is whole.</source>
        <translation>账套完好。</translation>
    </message>
    <message>
        <source>The ledger is damaged. Stop entering, and keep a copy of the data folder.</source>
        <translation>账套已损坏。请停止录入，并把数据文件夹另存一份。</translation>
    </message>
    <message>
        <source>Every step held.</source>
        <translation>每一步都通过。</translation>
    </message>
    <message>
        <source>A step failed; nothing of yours was touched.</source>
        <translation>有一步没有通过；您的数据没有被动过。</translation>
    </message>
    <message>
        <source>Stopped. What was done before is kept and whole.</source>
        <translation>已停止。之前完成的都完整保留。</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Issued on</source>
        <translation>开票日期</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>发票状态</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>工作表</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>The data folder is ready: {folder}</source>
        <translation>数据文件夹已建好：{folder}</translation>
    </message>
    <message>
        <source>Added {added}, updated {updated}, unchanged {unchanged}.</source>
        <translation>新增 {added}，补全 {updated}，已有 {unchanged}。</translation>
    </message>
    <message>
        <source>{n} invoice found.</source>
        <translation>找到 {n} 张发票。</translation>
    </message>
    <message>
        <source>{n} invoices found.</source>
        <translation>找到 {n} 张发票。</translation>
    </message>
    <message>
        <source>{count} invoices written to {file}.</source>
        <translation>已把 {count} 张发票写入 {file}。</translation>
    </message>
    <message>
        <source>The key is in this computer&apos;s keyring again.</source>
        <translation>密钥已重新存入这台电脑的凭据管理器。</translation>
    </message>
    <message>
        <source>Name a backup file, or --undo.</source>
        <translation>请指定一个备份文件，或用 --undo。</translation>
    </message>
    <message>
        <source>Backup made and proven: {count} invoices in {file}.</source>
        <translation>备份已做好并证实：{file}，共 {count} 张发票。</translation>
    </message>
    <message>
        <source>Restored: {count} invoices.</source>
        <translation>已恢复：{count} 张发票。</translation>
    </message>
    <message>
        <source>The ledger from before is kept in {kept}; `restore --undo` goes back to it.</source>
        <translation>原来的账套保留在 {kept}；用 `restore --undo` 可以回到它。</translation>
    </message>
    <message>
        <source>Back to the ledger from before: {count} invoices.</source>
        <translation>已回到原来的账套：{count} 张发票。</translation>
    </message>
    <message>
        <source>Company: {company} ({tax_id})</source>
        <translation>公司：{company}（{tax_id}）</translation>
    </message>
    <message>
        <source>Made: {made_at}, by version {version}</source>
        <translation>备份时间：{made_at}，程序版本 {version}</translation>
    </message>
    <message>
        <source>Invoices: {invoices}, originals: {originals}</source>
        <translation>发票 {invoices} 张，原件 {originals} 份</translation>
    </message>
    <message>
        <source>Newest entry: {newest}</source>
        <translation>最近一次录入：{newest}</translation>
    </message>
    <message>
        <source>The recovery sheet is in {file}. Print it, then delete the file.</source>
        <translation>恢复凭证已存到 {file}。请打印，然后删除这个文件。</translation>
    </message>
    <message>
        <source>These backups still need an older code; keep it as long as you keep them:</source>
        <translation>下列备份仍要用旧的恢复码；保留备份多久，就保留旧码多久：</translation>
    </message>
    <message>
        <source>The option {option} needs a value.</source>
        <translation>选项 {option} 需要一个值。</translation>
    </message>
    <message>
        <source>The program made a mistake ({kind}) and stopped. Your data is unharmed. Where it happened stands in the log of the data folder.</source>
        <translation>程序出错（{kind}），已停止。您的数据完好。出错的位置记在数据文件夹的日志里。</translation>
    </message>
    <message>
        <source>Scan the QR codes of paper invoices</source>
        <translation>扫描纸质发票的二维码</translation>
    </message>
    <message>
        <source>Read e-invoice files</source>
        <translation>读取电子发票文件</translation>
    </message>
    <message>
        <source>Make an encrypted ledger</source>
        <translation>新建加密账套</translation>
    </message>
    <message>
        <source>Import a ledger workbook</source>
        <translation>导入台账工作簿</translation>
    </message>
    <message>
        <source>Import it again: nothing changes</source>
        <translation>再导入一次：没有变化</translation>
    </message>
    <message>
        <source>Enter what was scanned and read</source>
        <translation>录入扫描和读取的发票</translation>
    </message>
    <message>
        <source>Look something up</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>Export the ledger</source>
        <translation>导出台账</translation>
    </message>
    <message>
        <source>Read the export into a second ledger, compare every record</source>
        <translation>把导出的台账读入第二个账套，逐条比对</translation>
    </message>
    <message>
        <source>Check that everything is whole</source>
        <translation>检查是否一切完好</translation>
    </message>
    <message>
        <source>Make one proven backup</source>
        <translation>做一个经过证实的备份</translation>
    </message>
    <message>
        <source>Restore it into a second folder, compare every record</source>
        <translation>恢复到第二个文件夹，逐条比对</translation>
    </message>
    <message>
        <source>This could not be done.</source>
        <translation>这一步没有完成。</translation>
    </message>
    <message>
        <source>Your data is unharmed.</source>
        <translation>您的数据完好。</translation>
    </message>
    <message>
        <source>Try again; if it stays so, look into the log.</source>
        <translation>请再试一次；仍然不行，请看日志。</translation>
    </message>
    <message>
        <source>Nothing was entered.</source>
        <translation>没有录入。</translation>
    </message>
    <message>
        <source>These numbers name no invoice.</source>
        <translation>这些号码不能确定一张发票。</translation>
    </message>
    <message>
        <source>Give the 20 digits, or the invoice code together with its number.</source>
        <translation>请输入 20 位号码，或发票代码加发票号码。</translation>
    </message>
    <message>
        <source>The invoice is not complete. {problems}</source>
        <translation>这张发票还不完整。{problems}</translation>
    </message>
    <message>
        <source>Add what is missing and enter it again.</source>
        <translation>请补上缺的内容再录入。</translation>
    </message>
    <message>
        <source>This invoice is in the ledger already, entered by {by} on {at}.</source>
        <translation>这张发票已经录入过，由 {by} 于 {at} 录入。</translation>
    </message>
    <message>
        <source>It was not entered a second time.</source>
        <translation>没有再录一次。</translation>
    </message>
    <message>
        <source>Look it up by its number to compare the two.</source>
        <translation>可按号码查询，与手上的这张对照。</translation>
    </message>
    <message>
        <source>This invoice is not in the ledger.</source>
        <translation>账套里没有这张发票。</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>没有改动任何内容。</translation>
    </message>
    <message>
        <source>Check the number, or enter the invoice.</source>
        <translation>请核对号码，或录入这张发票。</translation>
    </message>
    <message>
        <source>There is no ledger yet.</source>
        <translation>还没有账套。</translation>
    </message>
    <message>
        <source>Looked for in {folder}.</source>
        <translation>查找的位置：{folder}</translation>
    </message>
    <message>
        <source>Make one for your company: python main.py init --name NAME --tax-id ID</source>
        <translation>在命令行为您的公司建一个：python main.py init --name 公司名称 --tax-id 税号</translation>
    </message>
    <message>
        <source>A ledger cannot be made in {folder}: something else is there already.</source>
        <translation>不能在 {folder} 建账套：那里已有别的内容。</translation>
    </message>
    <message>
        <source>What is there was not touched.</source>
        <translation>原有内容没有动。</translation>
    </message>
    <message>
        <source>Choose an empty folder or one that does not exist yet.</source>
        <translation>请选一个空文件夹，或一个还不存在的文件夹。</translation>
    </message>
    <message>
        <source>Another program has this ledger for itself, to restore or convert it.</source>
        <translation>另一个程序正在恢复或升级这个账套。</translation>
    </message>
    <message>
        <source>Wait until it has finished, then try again.</source>
        <translation>请等它完成后再试一次。</translation>
    </message>
    <message>
        <source>This needs the ledger for itself, and another program has it open.</source>
        <translation>这一步需要独占账套，而另一个程序正开着它。</translation>
    </message>
    <message>
        <source>Close the other window of this program, then try again.</source>
        <translation>请关闭本程序的其他窗口，再试一次。</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be written, or it is no longer there.</source>
        <translation>文件夹 {folder} 不能写入，或已经不在。</translation>
    </message>
    <message>
        <source>What was saved before is unharmed; the last step was not saved.</source>
        <translation>之前保存的都完好；刚才这一步没有保存。</translation>
    </message>
    <message>
        <source>Check that the disk is connected and that you may write there, then try again.</source>
        <translation>请确认磁盘已接好、您有写入权限，再试一次。</translation>
    </message>
    <message>
        <source>The disk that holds {folder} is full.</source>
        <translation>{folder} 所在的磁盘已满。</translation>
    </message>
    <message>
        <source>Make room on the disk, then try again.</source>
        <translation>请腾出磁盘空间，再试一次。</translation>
    </message>
    <message>
        <source>Your data is unharmed, and stays closed without its key.</source>
        <translation>您的数据完好，没有密钥不会打开。</translation>
    </message>
    <message>
        <source>This computer does not have the key of this ledger.</source>
        <translation>这台电脑上没有这个账套的密钥。</translation>
    </message>
    <message>
        <source>Sign in as the user who made the ledger, or take the recovery sheet and open it from the command line with --recovery-code-stdin.</source>
        <translation>请用建账套时的系统用户登录；或拿出恢复凭证，在命令行用 --recovery-code-stdin 打开。</translation>
    </message>
    <message>
        <source>This computer offers no keyring that could hold the key.</source>
        <translation>这台电脑没有可存放密钥的凭据管理器（钥匙串）。</translation>
    </message>
    <message>
        <source>Install or start one; with the recovery sheet the command line opens the ledger.</source>
        <translation>请安装或启动它；有恢复凭证，也可以在命令行打开账套。</translation>
    </message>
    <message>
        <source>The keyring of this computer is locked.</source>
        <translation>这台电脑的凭据管理器（钥匙串）已锁定。</translation>
    </message>
    <message>
        <source>Unlock it with your system password, then try again.</source>
        <translation>请用系统密码解锁，再试一次。</translation>
    </message>
    <message>
        <source>The keyring of this computer refused access to the key.</source>
        <translation>这台电脑的凭据管理器（钥匙串）拒绝了访问。</translation>
    </message>
    <message>
        <source>Try again and allow the access when the system asks.</source>
        <translation>请再试一次，并在系统询问时允许访问。</translation>
    </message>
    <message>
        <source>The key does not open this ledger.</source>
        <translation>这个密钥打不开这个账套。</translation>
    </message>
    <message>
        <source>Use the recovery sheet that was made for this ledger; look at its key ID.</source>
        <translation>请使用这个账套的恢复凭证；核对上面的密钥编号。</translation>
    </message>
    <message>
        <source>The keyring already holds another key under this ID.</source>
        <translation>凭据管理器里这个编号下已有另一个密钥。</translation>
    </message>
    <message>
        <source>Nothing was overwritten.</source>
        <translation>没有覆盖任何内容。</translation>
    </message>
    <message>
        <source>Keep both recovery sheets and ask for help before you go on.</source>
        <translation>请保留两张恢复凭证，求助之后再继续。</translation>
    </message>
    <message>
        <source>The recovery code is not right: {reason}.</source>
        <translation>恢复码不对：{reason}。</translation>
    </message>
    <message>
        <source>Compare it with the sheet, group by group.</source>
        <translation>请与恢复凭证逐组核对。</translation>
    </message>
    <message>
        <source>The ledger in {folder} is damaged and cannot be read.</source>
        <translation>{folder} 里的账套已损坏，读不出来。</translation>
    </message>
    <message>
        <source>Nothing was changed. What your backups hold is unharmed.</source>
        <translation>没有改动任何内容。备份里的数据完好。</translation>
    </message>
    <message>
        <source>Leave the folder as it is, and restore the newest backup into a new folder.</source>
        <translation>请保持这个文件夹原样，把最近的备份恢复到一个新文件夹。</translation>
    </message>
    <message>
        <source>A newer version of this program wrote this ledger ({found}; known: {known}).</source>
        <translation>这个账套由更新版本的程序写成（{found}；本程序认识到 {known}）。</translation>
    </message>
    <message>
        <source>Install the newer version of the program, then try again.</source>
        <translation>请安装新版本，再试一次。</translation>
    </message>
    <message>
        <source>A backup in {folder} would be lost together with the ledger.</source>
        <translation>放在 {folder} 的备份会和账套一起丢失。</translation>
    </message>
    <message>
        <source>No backup was made.</source>
        <translation>没有做备份。</translation>
    </message>
    <message>
        <source>Choose a folder on another disk, or at least outside the data folder.</source>
        <translation>请选另一块磁盘上的文件夹，至少要在数据文件夹之外。</translation>
    </message>
    <message>
        <source>No folder for backups has been chosen yet.</source>
        <translation>还没有选定备份文件夹。</translation>
    </message>
    <message>
        <source>Name a folder, best on another disk.</source>
        <translation>请选一个文件夹，最好在另一块磁盘上。</translation>
    </message>
    <message>
        <source>The disk of {folder} has too little room: {needed} needed, {free} free.</source>
        <translation>{folder} 所在的磁盘空间不够：需要 {needed}，剩余 {free}。</translation>
    </message>
    <message>
        <source>Make room on the disk or choose another one, then try again.</source>
        <translation>请腾出空间或换一块磁盘，再试一次。</translation>
    </message>
    <message>
        <source>The disk of {folder} cannot hold a file of {needed}.</source>
        <translation>{folder} 所在的磁盘存不下 {needed} 的单个文件。</translation>
    </message>
    <message>
        <source>Choose a disk that is not formatted as FAT32.</source>
        <translation>请换一块不是 FAT32 格式的磁盘。</translation>
    </message>
    <message>
        <source>The file {file} is no backup of this program.</source>
        <translation>文件 {file} 不是本程序的备份。</translation>
    </message>
    <message>
        <source>Choose a file that this program has made.</source>
        <translation>请选本程序做的备份文件。</translation>
    </message>
    <message>
        <source>The backup {file} is damaged ({what}).</source>
        <translation>备份 {file} 已损坏（{what}）。</translation>
    </message>
    <message>
        <source>Your ledger is unharmed.</source>
        <translation>您的账套完好。</translation>
    </message>
    <message>
        <source>Keep the file, and use another backup.</source>
        <translation>请保留这个文件，改用另一个备份。</translation>
    </message>
    <message>
        <source>The backup {file} is the newest proven one, and is not deleted.</source>
        <translation>备份 {file} 是最近一个经过证实的备份，不会删除。</translation>
    </message>
    <message>
        <source>Make a new backup first.</source>
        <translation>请先做一个新备份。</translation>
    </message>
    <message>
        <source>There is nothing to undo: no earlier state of this ledger is kept.</source>
        <translation>没有可撤销的：没有保留这个账套更早的状态。</translation>
    </message>
    <message>
        <source>Restore a backup instead.</source>
        <translation>可以改为从备份恢复。</translation>
    </message>
    <message>
        <source>The file {file} cannot be read: {reason}.</source>
        <translation>文件 {file} 读不了：{reason}。</translation>
    </message>
    <message>
        <source>Check the file, or choose another one.</source>
        <translation>请检查文件，或另选一个。</translation>
    </message>
    <message>
        <source>There is no file to read in what was named.</source>
        <translation>指定的位置里没有可读的文件。</translation>
    </message>
    <message>
        <source>Name a file, or a folder or archive that holds some.</source>
        <translation>请指定一个文件，或含有文件的文件夹或压缩包。</translation>
    </message>
    <message>
        <source>The file {file} could not be written: {reason}.</source>
        <translation>文件 {file} 写不了：{reason}。</translation>
    </message>
    <message>
        <source>What stood there before still stands.</source>
        <translation>原来的文件还在。</translation>
    </message>
    <message>
        <source>Close it where it is open, or choose another place.</source>
        <translation>请先关闭打开它的程序，或换一个位置。</translation>
    </message>
    <message>
        <source>The ledger&apos;s file is damaged ({check}: {count}). Restore the newest backup into a new folder.</source>
        <translation>账套文件已损坏（{check}：{count} 处）。请把最近的备份恢复到一个新文件夹。</translation>
    </message>
    <message>
        <source>The table {table} is damaged: {rows} of its rows can still be read.</source>
        <translation>数据表 {table} 已损坏：还能读出 {rows} 行。</translation>
    </message>
    <message>
        <source>The backup {file} is whole and holds {invoices} invoices, {missing} of which cannot be read here. What was entered after {since} stands in no backup. Restore it into a new folder, and keep this one.</source>
        <translation>备份 {file} 完好，有 {invoices} 张发票，其中 {missing} 张这里读不出来。{since} 之后录入的不在任何备份里。请把它恢复到一个新文件夹，并保留现在的文件夹。</translation>
    </message>
    <message>
        <source>The audit trail is broken from line {line} on: it was changed from outside.</source>
        <translation>操作记录从第 {line} 条起对不上：有人从外部改动过。</translation>
    </message>
    <message>
        <source>{count} invoices are not found as they stand. The invoices themselves are whole.</source>
        <translation>有 {count} 张发票按现有内容查不到。发票本身完好。</translation>
    </message>
    <message>
        <source>There is no proven backup yet.</source>
        <translation>还没有经过证实的备份。</translation>
    </message>
    <message>
        <source>The newest backup is {days} days old. Make a new one.</source>
        <translation>最近的备份已是 {days} 天前。请再做一个。</translation>
    </message>
    <message>
        <source>The newest backup {file} is no longer there.</source>
        <translation>最近的备份 {file} 已不在原处。</translation>
    </message>
    <message>
        <source>The backup {file} is damaged ({what}). Make a new one, on another disk.</source>
        <translation>备份 {file} 已损坏（{what}）。请在另一块磁盘上再做一个。</translation>
    </message>
    <message>
        <source>The backup {file} could not be proven: {why}.</source>
        <translation>备份 {file} 无法证实：{why}。</translation>
    </message>
    <message>
        <source>This cannot be read: {reason}.</source>
        <translation>读不了：{reason}。</translation>
    </message>
    <message>
        <source>This is no file of a kind that is read here.</source>
        <translation>不是可以读取的文件类型。</translation>
    </message>
    <message>
        <source>This is larger than {limit}, and was not read.</source>
        <translation>超过 {limit}，没有读取。</translation>
    </message>
    <message>
        <source>This file asks for a password. Save it without one, then import it.</source>
        <translation>文件有密码。请另存为无密码的文件再导入。</translation>
    </message>
    <message>
        <source>There is no readable QR code here.</source>
        <translation>没有可读的二维码。</translation>
    </message>
    <message>
        <source>This is empty.</source>
        <translation>内容是空的。</translation>
    </message>
    <message>
        <source>This is no invoice: {what}.</source>
        <translation>不是发票：{what}。</translation>
    </message>
    <message>
        <source>The QR code is encrypted. Enter the invoice by hand from its face.</source>
        <translation>二维码是加密的。请照票面手工录入。</translation>
    </message>
    <message>
        <source>This QR code holds a buyer&apos;s header for issuing an invoice, no invoice.</source>
        <translation>这是开票抬头码，不是发票。</translation>
    </message>
    <message>
        <source>This QR code holds a link, no invoice.</source>
        <translation>这个二维码是一个链接，不是发票。</translation>
    </message>
    <message>
        <source>The QR code only leads to a web page. Add what is missing from the face.</source>
        <translation>二维码只指向网页。请照票面补上缺的内容。</translation>
    </message>
    <message>
        <source>The check value of the QR code does not agree. Compare with the face.</source>
        <translation>二维码的校验值不符。请对照票面。</translation>
    </message>
    <message>
        <source>The file contradicts itself in “{field}”: {ours} and {theirs}. Compare with the face.</source>
        <translation>文件里的“{field}”前后不一：{ours} 与 {theirs}。请对照票面。</translation>
    </message>
    <message>
        <source>The invoice number is missing.</source>
        <translation>缺发票号码。</translation>
    </message>
    <message>
        <source>“{text}” names no invoice: 20 digits are needed, or the invoice code with its number.</source>
        <translation>“{text}”不能确定一张发票：需要 20 位号码，或发票代码加号码。</translation>
    </message>
    <message>
        <source>Excel has rounded the number ({text}). Format the column as text and export again.</source>
        <translation>Excel 把号码舍入了（{text}）。请把该列设为文本后重新导出。</translation>
    </message>
    <message>
        <source>The number is not built as such numbers are.</source>
        <translation>号码不符合编码规则。</translation>
    </message>
    <message>
        <source>The date is missing.</source>
        <translation>缺开票日期。</translation>
    </message>
    <message>
        <source>“{text}” is no date.</source>
        <translation>“{text}”不是日期。</translation>
    </message>
    <message>
        <source>The date lies in the future.</source>
        <translation>开票日期在将来。</translation>
    </message>
    <message>
        <source>An amount is missing: net or total.</source>
        <translation>缺金额：金额或价税合计至少要有一个。</translation>
    </message>
    <message>
        <source>“{text}” is no amount.</source>
        <translation>“{text}”不是金额。</translation>
    </message>
    <message>
        <source>“{text}” cannot be understood here.</source>
        <translation>“{text}”在这里看不懂。</translation>
    </message>
    <message>
        <source>Net and tax make {expected}, but the total says {found}.</source>
        <translation>金额加税额是 {expected}，价税合计却是 {found}。</translation>
    </message>
    <message>
        <source>The lines make {expected}, but the invoice says {found}.</source>
        <translation>明细合计是 {expected}，票面却是 {found}。</translation>
    </message>
    <message>
        <source>Some amounts are negative and others are not.</source>
        <translation>金额有正有负。</translation>
    </message>
    <message>
        <source>{rate} is no tax rate that was valid on that day.</source>
        <translation>{rate} 不是当时有效的税率。</translation>
    </message>
    <message>
        <source>The tax ID {text} fails its check digit.</source>
        <translation>税号 {text} 的校验位不对。</translation>
    </message>
    <message>
        <source>Neither seller nor buyer is this company.</source>
        <translation>销方和购方都不是本公司。</translation>
    </message>
    <message>
        <source>“{field}” contradicts the ledger: {ours} there, {theirs} here. Nothing was changed.</source>
        <translation>“{field}”与账套不同：账套 {ours}，这里 {theirs}。没有改动。</translation>
    </message>
    <message>
        <source>This invoice lies in the recycle bin.</source>
        <translation>这张发票在回收站里。</translation>
    </message>
    <message>
        <source>This is nearly the same as {key}. Perhaps entered twice.</source>
        <translation>与 {key} 几乎相同，可能录了两次。</translation>
    </message>
    <message>
        <source>The numbers name two different invoices: {keys}.</source>
        <translation>这些号码对应两张不同的发票：{keys}。</translation>
    </message>
    <message>
        <source>No sheet with invoices was found.</source>
        <translation>没有找到发票工作表。</translation>
    </message>
    <message>
        <source>The header row was not recognised: a number, a date and an amount are needed.</source>
        <translation>认不出表头：需要号码、开票日期和一个金额。</translation>
    </message>
    <message>
        <source>This is no workbook of invoices; only those are imported so far.</source>
        <translation>这不是发票台账；目前只导入台账工作簿。</translation>
    </message>
    <message>
        <source>This line belongs to no invoice of the workbook.</source>
        <translation>这行明细不属于工作簿里的任何发票。</translation>
    </message>
    <message>
        <source>This is an export of the tax bureau, no ledger.</source>
        <translation>这是税局导出的表，不是台账。</translation>
    </message>
    <message>
        <source>The cell holds the error {text} in place of a value.</source>
        <translation>单元格里是错误值 {text}。</translation>
    </message>
    <message>
        <source>it is not there</source>
        <translation>不存在</translation>
    </message>
    <message>
        <source>it is no ordinary file</source>
        <translation>不是普通文件</translation>
    </message>
    <message>
        <source>reading it failed</source>
        <translation>读取失败</translation>
    </message>
    <message>
        <source>access was refused</source>
        <translation>没有访问权限</translation>
    </message>
    <message>
        <source>another program holds it</source>
        <translation>被另一个程序占用</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>是文件夹</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>是空的</translation>
    </message>
    <message>
        <source>it is damaged or incomplete</source>
        <translation>已损坏或不完整</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>its kind is not known here</source>
        <translation>类型不认识</translation>
    </message>
    <message>
        <source>the name must end in .xlsx or .csv</source>
        <translation>文件名要以 .xlsx 或 .csv 结尾</translation>
    </message>
    <message>
        <source>it asks for a password</source>
        <translation>有密码</translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation>太大</translation>
    </message>
    <message>
        <source>it took too long</source>
        <translation>用时过长</translation>
    </message>
    <message>
        <source>its layout is not understood</source>
        <translation>版面看不懂</translation>
    </message>
    <message>
        <source>it holds pictures only, no text</source>
        <translation>只有图片，没有文字</translation>
    </message>
    <message>
        <source>other text</source>
        <translation>是其他文字</translation>
    </message>
    <message>
        <source>another document</source>
        <translation>是其他文件</translation>
    </message>
    <message>
        <source>another business paper</source>
        <translation>是其他业务单据</translation>
    </message>
    <message>
        <source>an empty form</source>
        <translation>是空白票样</translation>
    </message>
    <message>
        <source>another voucher</source>
        <translation>是其他凭证</translation>
    </message>
    <message>
        <source>a buyer&apos;s header</source>
        <translation>是开票信息</translation>
    </message>
    <message>
        <source>a form about a red letter</source>
        <translation>是红字信息表</translation>
    </message>
    <message>
        <source>a list of goods</source>
        <translation>是销货清单</translation>
    </message>
    <message>
        <source>a receipt for paid tax</source>
        <translation>是完税凭证</translation>
    </message>
    <message>
        <source>a bank receipt</source>
        <translation>是银行回单</translation>
    </message>
    <message>
        <source>a bank statement</source>
        <translation>是银行对账单</translation>
    </message>
    <message>
        <source>a booking record</source>
        <translation>是入账信息</translation>
    </message>
    <message>
        <source>its contents do not agree</source>
        <translation>内容对不上</translation>
    </message>
    <message>
        <source>tables are missing or foreign</source>
        <translation>缺表或有外来的表</translation>
    </message>
    <message>
        <source>it cannot be read</source>
        <translation>读不出来</translation>
    </message>
    <message>
        <source>its version cannot be told</source>
        <translation>认不出版本</translation>
    </message>
    <message>
        <source>it is too short or too long</source>
        <translation>长度不对</translation>
    </message>
    <message>
        <source>a character in it cannot be</source>
        <translation>有不可能出现的字符</translation>
    </message>
    <message>
        <source>its check characters do not agree</source>
        <translation>校验字符不符</translation>
    </message>
    <message>
        <source>Special VAT invoice</source>
        <translation>增值税专用发票</translation>
    </message>
    <message>
        <source>Freight special VAT invoice</source>
        <translation>货物运输业增值税专用发票</translation>
    </message>
    <message>
        <source>Motor vehicle sales invoice</source>
        <translation>机动车销售统一发票</translation>
    </message>
    <message>
        <source>Ordinary VAT invoice</source>
        <translation>增值税普通发票</translation>
    </message>
    <message>
        <source>Electronic special VAT invoice</source>
        <translation>增值税电子专用发票</translation>
    </message>
    <message>
        <source>Electronic ordinary VAT invoice</source>
        <translation>增值税电子普通发票</translation>
    </message>
    <message>
        <source>Ordinary VAT invoice (roll)</source>
        <translation>增值税普通发票（卷式）</translation>
    </message>
    <message>
        <source>Electronic ordinary VAT invoice (road toll)</source>
        <translation>增值税电子普通发票（通行费）</translation>
    </message>
    <message>
        <source>Used vehicle sales invoice</source>
        <translation>二手车销售统一发票</translation>
    </message>
    <message>
        <source>Digital invoice (railway ticket)</source>
        <translation>数电票（铁路电子客票）</translation>
    </message>
    <message>
        <source>Digital invoice (road toll)</source>
        <translation>数电票（通行费发票）</translation>
    </message>
    <message>
        <source>Digital invoice (air ticket itinerary)</source>
        <translation>数电票（航空运输电子客票行程单）</translation>
    </message>
    <message>
        <source>Digital invoice (special VAT invoice)</source>
        <translation>数电票（增值税专用发票）</translation>
    </message>
    <message>
        <source>Digital invoice (ordinary invoice)</source>
        <translation>数电票（普通发票）</translation>
    </message>
    <message>
        <source>Digital invoice (motor vehicle sales)</source>
        <translation>数电票（机动车销售统一发票）</translation>
    </message>
    <message>
        <source>Digital invoice (used vehicle sales)</source>
        <translation>数电票（二手车销售统一发票）</translation>
    </message>
    <message>
        <source>Digital invoice on paper (special VAT invoice)</source>
        <translation>数电纸质发票（增值税专用发票）</translation>
    </message>
    <message>
        <source>Digital invoice on paper (ordinary invoice)</source>
        <translation>数电纸质发票（普通发票）</translation>
    </message>
    <message>
        <source>Digital invoice on paper (motor vehicle sales)</source>
        <translation>数电纸质发票（机动车销售统一发票）</translation>
    </message>
    <message>
        <source>Digital invoice on paper (used vehicle sales)</source>
        <translation>数电纸质发票（二手车销售统一发票）</translation>
    </message>
    <message>
        <source>Blockchain electronic ordinary invoice</source>
        <translation>区块链电子普通发票</translation>
    </message>
    <message>
        <source>Fiscal receipt</source>
        <translation>财政票据</translation>
    </message>
    <message>
        <source>Customs import VAT payment slip</source>
        <translation>海关进口增值税专用缴款书</translation>
    </message>
    <message>
        <source>Other slip</source>
        <translation>其他票据</translation>
    </message>
    <message>
        <source>Special</source>
        <translation>专票</translation>
    </message>
    <message>
        <source>Freight</source>
        <translation>货运专票</translation>
    </message>
    <message>
        <source>Vehicle</source>
        <translation>机动车</translation>
    </message>
    <message>
        <source>Ordinary</source>
        <translation>普票</translation>
    </message>
    <message>
        <source>E-special</source>
        <translation>电子专票</translation>
    </message>
    <message>
        <source>E-ordinary</source>
        <translation>电子普票</translation>
    </message>
    <message>
        <source>Roll</source>
        <translation>卷票</translation>
    </message>
    <message>
        <source>E-toll</source>
        <translation>通行费电票</translation>
    </message>
    <message>
        <source>Used vehicle</source>
        <translation>二手车</translation>
    </message>
    <message>
        <source>Rail</source>
        <translation>铁路客票</translation>
    </message>
    <message>
        <source>Dig. toll</source>
        <translation>数电通行费</translation>
    </message>
    <message>
        <source>Air</source>
        <translation>航空行程单</translation>
    </message>
    <message>
        <source>Dig. special</source>
        <translation>数电专票</translation>
    </message>
    <message>
        <source>Dig. ordinary</source>
        <translation>数电普票</translation>
    </message>
    <message>
        <source>Dig. vehicle</source>
        <translation>数电机动车</translation>
    </message>
    <message>
        <source>Dig. used veh.</source>
        <translation>数电二手车</translation>
    </message>
    <message>
        <source>Paper special</source>
        <translation>数电纸质专票</translation>
    </message>
    <message>
        <source>Paper ordinary</source>
        <translation>数电纸质普票</translation>
    </message>
    <message>
        <source>Paper vehicle</source>
        <translation>纸质机动车</translation>
    </message>
    <message>
        <source>Paper used v.</source>
        <translation>纸质二手车</translation>
    </message>
    <message>
        <source>Blockchain</source>
        <translation>区块链发票</translation>
    </message>
    <message>
        <source>Fiscal</source>
        <translation>财政票据</translation>
    </message>
    <message>
        <source>Customs</source>
        <translation>海关缴款书</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Purchase</source>
        <translation>进项</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>销项</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Red letter</source>
        <translation>红字发票</translation>
    </message>
    <message>
        <source>Scanned</source>
        <translation>扫码</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>手工</translation>
    </message>
    <message>
        <source>From a file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>From a workbook</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>General taxpayer</source>
        <translation>一般纳税人</translation>
    </message>
    <message>
        <source>Small-scale taxpayer</source>
        <translation>小规模纳税人</translation>
    </message>
    <message>
        <source>QR code</source>
        <translation>二维码</translation>
    </message>
    <message>
        <source>XML</source>
        <translation>XML</translation>
    </message>
    <message>
        <source>XBRL</source>
        <translation>XBRL</translation>
    </message>
    <message>
        <source>OFD tags</source>
        <translation>OFD 标签</translation>
    </message>
    <message>
        <source>Text of the page</source>
        <translation>版面文字</translation>
    </message>
    <message>
        <source>Recognised</source>
        <translation>识别</translation>
    </message>
    <message>
        <source>Workbook</source>
        <translation>工作簿</translation>
    </message>
    <message>
        <source>Typed</source>
        <translation>手填</translation>
    </message>
    <message>
        <source>Computed</source>
        <translation>算出</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>正在处理</translation>
    </message>
    <message>
        <source>Invoice code</source>
        <translation>发票代码</translation>
    </message>
    <message>
        <source>Paper number</source>
        <translation>纸质发票号码</translation>
    </message>
    <message>
        <source>Other charges</source>
        <translation>其他费用</translation>
    </message>
    <message>
        <source>Check code</source>
        <translation>校验码</translation>
    </message>
    <message>
        <source>Seller&apos;s tax ID</source>
        <translation>销方识别号</translation>
    </message>
    <message>
        <source>Seller&apos;s address and phone</source>
        <translation>销方地址电话</translation>
    </message>
    <message>
        <source>Seller&apos;s bank account</source>
        <translation>销方银行账号</translation>
    </message>
    <message>
        <source>Buyer&apos;s tax ID</source>
        <translation>购方识别号</translation>
    </message>
    <message>
        <source>Buyer&apos;s address and phone</source>
        <translation>购方地址电话</translation>
    </message>
    <message>
        <source>Buyer&apos;s bank account</source>
        <translation>购方银行账号</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>明细</translation>
    </message>
    <message>
        <source>Goods or service</source>
        <translation>货物或应税劳务名称</translation>
    </message>
    <message>
        <source>Specification</source>
        <translation>规格型号</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Unit price</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>Net of a line</source>
        <translation>明细金额</translation>
    </message>
    <message>
        <source>Tax rate</source>
        <translation>税率</translation>
    </message>
    <message>
        <source>Tax of a line</source>
        <translation>明细税额</translation>
    </message>
    <message>
        <source>Tax classification code</source>
        <translation>税收分类编码</translation>
    </message>
    <message>
        <source>Drawer</source>
        <translation>开票人</translation>
    </message>
    <message>
        <source>Payee</source>
        <translation>收款人</translation>
    </message>
    <message>
        <source>Reviewer</source>
        <translation>复核人</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Reversed invoice</source>
        <translation>红冲蓝票</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>正在写入</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>正在检查</translation>
    </message>
    <message>
        <source>Checking the file</source>
        <translation>正在检查文件</translation>
    </message>
    <message>
        <source>Checking the audit trail</source>
        <translation>正在检查操作记录</translation>
    </message>
    <message>
        <source>Checking the search</source>
        <translation>正在检查查找索引</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>已导入</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>已导出</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>正在复制</translation>
    </message>
    <message>
        <source>Proving</source>
        <translation>正在证实</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>正在比对</translation>
    </message>
</context>
</TS>
